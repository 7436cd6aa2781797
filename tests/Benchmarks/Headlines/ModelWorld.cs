using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>What the worlds of the reference that are measured have in common.</summary>
internal static class ModelWorld
{
    /// <summary>The operations that make neither devices nor processes.</summary>
    public static IEnumerable<OperationKind> Inside { get; } =
        OperationKinds.Basic.Where(static kind => kind is not (OperationKind.Attach or OperationKind.Fork));

    /// <summary>The operations after which all devices mirror all pages of the first process, mapped and untouched.</summary>
    public static Sequence<Operation> Mapped(World world) =>
        [
            .. Enumerable
                .Range(0, world.Devices)
                .SelectMany(device =>
                    (Operation[])
                        [
                            new Attach(device, world.DeviceFrames, DmaKind.Direct, 0),
                            new Register(0, device, world.AddressSpace),
                        ]
                ),
            new Map(0, world.AddressSpace, Protection.ReadWrite),
        ];

    /// <summary>Explores a world of the reference to its end, without keeping transitions.</summary>
    public static ExplorationResult Explore(HmmWorld world, int threads)
    {
        HmmReport report = HmmExploration.Run(
            world,
            new ReferenceSteps(),
            new ExplorationOptions { Threads = threads }
        );
        return report is { Violation: null, Search.IsComplete: true }
            ? report.Search
            : throw new InvalidOperationException(
                $"The exploration ended early: {report.Violation ?? report.Search.Reason.ToString()}."
            );
    }
}
