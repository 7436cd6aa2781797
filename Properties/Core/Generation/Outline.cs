using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The outline of a run: who lives, what is mapped, which devices are attached and what they mirror. Operations are drawn for
/// it. What it leaves out is what becomes of single pages, and with it most of the cost; so where an operation fails for want
/// of memory it may be ahead of the implementation.
/// </summary>
/// <param name="state">The state in which it begins.</param>
public sealed class Outline(State state)
{
    /// <summary>The outline of a run from its beginning on.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    public Outline(World world, Profile profile)
        : this(ReferenceModel.Init(world, profile)) { }

    /// <summary>The state that holds the outline: its pages are those with which it began.</summary>
    public State State { get; private set; } = state;

    /// <summary>Takes note of the next operation.</summary>
    public void Follow(Operation operation)
    {
        if (Changes(operation))
        {
            State = ReferenceModel.Run(State, operation).After;
        }
    }

    private static bool Changes(Operation operation) =>
        operation switch
        {
            Map or MapFile or Truncate or Unmap or Protect or Fork or Exit or Attach or Register or Unregister => true,
            Load or Store or DeviceLoad or DeviceStore or DontNeed or SwapOut => false,
            RangeFault or Snapshot or MigrateToDevice or MigrateToSystem or Evict => false,
            MakeExclusive or DeviceAtomic or Mlock or Munlock => false,
            Remap or Advise => true,
            WriteBack or DropCache or PunchHole or Compact => false,
            Detach or Lose or FailUpdate or Pin or Unpin => true,
        };
}
