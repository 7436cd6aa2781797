using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Defects of activities that do not look again at what others may have changed since they looked first.</summary>
internal static class RecheckDefects
{
    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "child-entry-not-restored",
            "Finalize does not look for the migration entries that a fork under way has copied.",
            "INV-11",
            "MIG-14",
            10,
            SmallWorld.OneEach(
                SmallSetups.Two,
                [.. SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1", "unregister p0 d0"],
                "evict d0 1",
                "fork p0 p1"
            ),
            [
                new(
                    "ReverseMap.MigrationEntries",
                    "table[page].Kind == PteKind.Migration",
                    "table[page].Kind == PteKind.Migration && state.Processes[process].Alive"
                ),
            ]
        )
        {
            BreaksToo = ["INV-21"],
        },
        new(
            "hole-inserted-blindly",
            "A migration puts its page into a hole without looking whether it still is one.",
            "INV-17",
            "MIG-11",
            10,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Empty, "migrate-to-device p0 d0 0+1", "store p0 0 9"),
            [new("Migration.Insert", "pte.Kind != PteKind.None && !(pte.IsMapped && pte.Target.IsZero)", "false")]
        ),
        new(
            "copy-put-in-blindly",
            "A store puts the copy of a shared page in place without looking whether the entry is still the one copied.",
            "INV-17",
            "CPU-6",
            4,
            SmallWorld.OneEach(SmallSetups.Two, SmallSetups.Shared, "store p0 0 9", "dontneed p0 0+1"),
            [new("CpuFault.Replace", "state.Processes[Process].PageTable[Page] == Original", "true")]
        ),
        new(
            "copied-frame-not-held",
            "A store does not hold the page that it copies, so that its frame can come back under another page.",
            "INV-16",
            "CPU-6",
            9,
            new SmallWorld(
                SmallSetups.Two with
                {
                    Devices = 0,
                    SwapSlots = 0,
                },
                SmallSetups.Shared,
                [
                    ["store p0 0 9"],
                    ["dontneed p0 0+1", "dontneed p1 0+1", "store p0 0 5"],
                ]
            )
            {
                OperationsEach = 3,
            },
            [
                new(
                    "CpuFault.BreakSharing",
                    "Hold(HoldsLock ? copied : TableRules.LockRead(copied, Process), pte.Target)",
                    "HoldsLock ? copied : TableRules.LockRead(copied, Process)"
                ),
                new(
                    "CpuFault.Replace",
                    "FrameRules.DropReference(FrameRules.DropReference(closed, Original.Target), copy)",
                    "FrameRules.DropReference(closed, copy)"
                ),
            ]
        ),
        new(
            "swap-entry-put-in-blindly",
            "Reclaim puts its swap entry in place without looking whether the page is still mapped there.",
            "INV-17",
            "RCL-1",
            4,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "swap-out p0 0", "dontneed p0 0+1"),
            [
                new(
                    "SwapOutActivity.Replace",
                    "pte.IsMapped && pte.Target == Source && state.FrameAt(Source).Slot >= 0",
                    "true"
                ),
            ]
        ),
        new(
            "unwanted-slot-kept",
            "Reclaim keeps the slot of a page whose entries were all cleared meanwhile.",
            "INV-14",
            "RCL-1",
            5,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "swap-out p0 0", "dontneed p0 0+1"),
            [new("SwapOutActivity.Write", "state.Swap[frame.Slot].References == 0", "false")]
        ),
        new(
            "locked-page-collected",
            "A migration takes a page that an eviction has locked.",
            "INV-11",
            "RET-3",
            10,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1", "protect p0 0+1 read"],
                "evict d0 1",
                "migrate-to-system p0 d0 0+1"
            ),
            [
                new(
                    "Migration.ReasonToSkip",
                    "state.FrameAt(pte.Target).Locked ? PageResult.SkippedLocked : PageResult.NotReached",
                    "PageResult.NotReached"
                ),
            ]
        ),
    ];
}
