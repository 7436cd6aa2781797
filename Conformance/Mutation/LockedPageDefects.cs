using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;

namespace HmmSpec.Mutation;

/// <summary>Defects of pages that programs lock in memory, of the optimized machine and of the reference.</summary>
internal static class LockedPageDefects
{
    /// <summary>Those of the machine.</summary>
    public static Sequence<SeededDefect> OfMachine { get; } =
    [
        new(
            "locked-page-reclaimed",
            "Reclaim takes pages that are locked.",
            "SwapOutPage",
            "IsLocked(entry.Frame)",
            "IsLocked(entry.Frame) && frame.Locked",
            "LCK-6",
            3
        )
        {
            Needs = [OperationKind.Mlock],
        },
        new(
            "lock-inherited",
            "A child has the locks of its parent.",
            "ForkProcess",
            "area.Flags & ~VmaFlags.Locked",
            "area.Flags",
            "LCK-10",
            3
        )
        {
            Needs = [OperationKind.Mlock],
        },
    ];

    /// <summary>Those of the reference.</summary>
    public static Sequence<ReferenceDefect> OfReference { get; } =
    [
        new(
            "reclaim-takes-locked-page",
            "Reclaim looks at no lock.",
            "INV-64",
            "LCK-6",
            3,
            SmallWorld.OneEach(SmallSetups.One, [.. SmallSetups.Stored, "mlock p0 0+1"], "swap-out p0 0"),
            [
                new("SwapOutActivity.Isolate", "LockRules.IsLocked(state, pte.Target)", "false"),
                new("SwapOutActivity.Replace", "state.Processes[process].Space.IsLocked(page)", "false"),
            ]
        ),
        new(
            "shared-page-locked",
            "mlock is content with a page that is shared, where it can be stored to.",
            "INV-65",
            "LCK-3",
            3,
            SmallWorld.OneEach(SmallSetups.Two with { Frames = 3 }, SmallSetups.Shared, "mlock p0 0+1"),
            [new("RangePopulation.Look", "(write && !pte.Writable)", "false")]
        ),
        new(
            "reclaim-insists",
            "Reclaim that meets an entry which was locked meanwhile tries it again.",
            "INV-45",
            "LCK-6",
            2,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "swap-out p0 0", "mlock p0 0+1"),
            [new("SwapOutActivity.Replace", "MetLocked = isLocked", "MetLocked = false")]
        ),
    ];
}
