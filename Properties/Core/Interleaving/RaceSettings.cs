using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What generated races are like.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Agents">How many agents there are, from 2 to <see cref="AgentNames.Most"/>.</param>
/// <param name="Length">How many operations an agent has at most.</param>
/// <param name="Weights">How often each kind of operation is drawn.</param>
public sealed record RaceSettings(World World, Profile Profile, int Agents, int Length, Weights Weights)
{
    /// <summary>The usual weights, those of the kinds in the list alone if there is one.</summary>
    /// <param name="kinds">The kinds that may be drawn; empty for all.</param>
    /// <param name="world">The world: of all kinds, those that mean nothing in it are not drawn.</param>
    public static Weights WeightsOf(IReadOnlyCollection<OperationKind> kinds, World? world = null) =>
        Weights.Of(kind =>
            (kinds.Count == 0 && Weights.IsPossible(kind, world ?? World.Default)) || kinds.Contains(kind)
                ? Usual(kind)
                : 0
        );

    // What changes page tables more often than alone: it is what the others have to meet.
    private static int Usual(OperationKind kind) =>
        kind switch
        {
            OperationKind.Store or OperationKind.DeviceStore or OperationKind.MigrateToDevice => 8,
            OperationKind.Load or OperationKind.DeviceLoad => 6,
            OperationKind.MigrateToSystem or OperationKind.RangeFault or OperationKind.Evict => 5,
            OperationKind.SwapOut or OperationKind.Unmap or OperationKind.Protect => 5,
            OperationKind.Compact or OperationKind.Pin => 5,
            OperationKind.Unpin => 3,
            OperationKind.Mlock => 4,
            OperationKind.Munlock => 3,
            OperationKind.DontNeed or OperationKind.Fork => 5,
            OperationKind.Map or OperationKind.MapFile or OperationKind.Remap => 4,
            OperationKind.Advise => 6,
            OperationKind.Snapshot or OperationKind.Exit => 2,
            OperationKind.Register or OperationKind.Unregister => 2,
            OperationKind.WriteBack or OperationKind.Truncate or OperationKind.PunchHole => 4,
            OperationKind.DropCache => 2,
            OperationKind.Attach => 1,
            OperationKind.Detach or OperationKind.Lose or OperationKind.FailUpdate => 1,
            OperationKind.MakeExclusive or OperationKind.DeviceAtomic => 5,
        };
}
