using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// The mix of operations that the figures are about: 64 pages, 2 devices, 2 processes; nine in ten are accesses, the
/// others keep pages moving. The same on every machine.
/// </summary>
internal static class OperationMix
{
    private const ulong Seed = 20150717;

    public static World World { get; } = new(2, 64, 2, 192, 64, 48, 64);

    /// <summary>The first <paramref name="count"/> operations of the mix.</summary>
    public static Operation[] Create(int count)
    {
        OperationGenerator generator = new(Weights.Of(Weight), Seed);
        Operation[] operations = new Operation[count];
        State state = ReferenceModel.Init(World, Profile.Strict);
        for (int index = 0; index < count; index++)
        {
            operations[index] = generator.Next(state);
            state = ReferenceModel.Run(state, operations[index]).After;
        }

        return operations;
    }

    private static int Weight(OperationKind kind) =>
        kind switch
        {
            OperationKind.Load => 340,
            OperationKind.Store => 220,
            OperationKind.DeviceLoad => 200,
            OperationKind.DeviceStore => 140,
            OperationKind.MigrateToDevice => 16,
            OperationKind.SwapOut => 12,
            OperationKind.RangeFault or OperationKind.MigrateToSystem or OperationKind.Protect => 8,
            OperationKind.Map or OperationKind.DontNeed or OperationKind.Snapshot => 6,
            OperationKind.Unmap or OperationKind.Evict or OperationKind.Register => 3,
            OperationKind.Fork or OperationKind.Exit or OperationKind.Unregister => 2,
            OperationKind.Attach => 1,

            // What the figures are of has none of these.
            OperationKind.MakeExclusive or OperationKind.DeviceAtomic => 0,
            OperationKind.Remap or OperationKind.Advise or OperationKind.Mlock or OperationKind.Munlock => 0,
            OperationKind.MapFile or OperationKind.WriteBack or OperationKind.DropCache => 0,
            OperationKind.Truncate or OperationKind.PunchHole => 0,
            OperationKind.Detach or OperationKind.Lose or OperationKind.FailUpdate => 0,
            OperationKind.Compact or OperationKind.Pin or OperationKind.Unpin => 0,
        };
}
