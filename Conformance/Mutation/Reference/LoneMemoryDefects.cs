using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Defects of page tables, frames and contents that an operation alone shows; each breaks another invariant.</summary>
internal static class LoneMemoryDefects
{
    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "device-page-mapped",
            "A page that has moved to a device is mapped for the CPU.",
            "INV-9",
            "MIG-14",
            8,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1"),
            [new("Migration.Restored", "target.IsSystem", "!target.IsZero")]
        ),
        new(
            "shared-page-writable",
            "fork leaves the pages that parent and child share writable.",
            "INV-13",
            "FRK-2",
            3,
            SmallWorld.OneEach(SmallSetups.Two, SmallSetups.Stored, "fork p0 p1"),
            [new("ForkActivity.Copy", "pte with { Writable = false }", "pte")]
        ),
        new(
            "frame-leaked",
            "An entry that was cleared does not give its frame back.",
            "INV-18",
            "MAP-5",
            5,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "unmap p0 0+1"),
            [new("Zap.Free", "state = FrameRules.DropReference(state, Target.System(frame));", ";")]
        ),
        new(
            "frame-freed-before-flush",
            "An entry gives its frame back when it is cleared, before the TLB is flushed.",
            "INV-21",
            "MAP-5",
            2,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "unmap p0 0+1"),
            [
                new("Zap.Clear", "gathered = gathered.Add(pte.Target.Frame);", ";"),
                new(
                    "Zap.Clear",
                    "FrameRules.GiveUpMapping(cleared, pte.Target, pte.Dirty)",
                    "FrameRules.DropReference(FrameRules.GiveUpMapping(cleared, pte.Target, pte.Dirty), pte.Target)"
                ),
            ]
        ),
        new(
            "tlb-not-flushed",
            "unmap does not flush the TLB.",
            "INV-46",
            "MAP-4",
            4,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "unmap p0 0+1"),
            [new("UnmapActivity.Flush", "TableRules.Flush(state, Process, Operation.Range)", "state")]
        ),
        new(
            "entry-stays-writable",
            "protect leaves the entries writable.",
            "INV-47",
            "MAP-8",
            4,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "protect p0 0+1 read"),
            [
                new(
                    "ProtectActivity.Change",
                    "pte.Writable && Operation.Protection == Protection.ReadWrite",
                    "pte.Writable"
                ),
            ]
        ),
        new(
            "moved-page-reported-skipped",
            "A page that has moved is reported as skipped.",
            "INV-34",
            "MIG-16",
            9,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1"),
            [new("Migration.Committed", "PageResult.Migrated", "PageResult.SkippedByDriver")]
        ),
        new(
            "store-forgotten",
            "A store succeeds and stores nothing.",
            "INV-31",
            "CPU-1",
            1,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "store p0 0 9"),
            [
                new(
                    "ProcessorAccess.Move",
                    "End(stored, Outcome.Ok, Moving, FlatEffect.Access(Process, Page, write: true, Value))",
                    "End(state, Outcome.Ok, Moving)"
                ),
            ]
        ),
        new(
            "stored-page-dropped",
            "Reclaim drops a lazily free page although its entry is dirty.",
            "INV-30",
            "ADV-4",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Stored, "advise p0 0+1 free", "store p0 0 9"],
                "swap-out p0 0"
            ),
            [new("SwapOutActivity.Discard", "!frame.Dirty && !pte.Dirty", "!frame.Dirty")]
        ),
        new(
            "moved-page-not-flushed",
            "An entry moves and the CPU's TLB keeps its old place.",
            "INV-46",
            "MRM-6",
            4,
            SmallWorld.OneEach(
                SmallSetups.One with
                {
                    Pages = 2,
                },
                SmallSetups.Stored,
                "remap p0 0+1 1 maymove+fixed+dontunmap 1"
            ),
            [
                new(
                    "RemapActivity.Move",
                    "TableRules.ReplaceAndFlush(state, Process, page, Pte.None)",
                    "state.WithPte(Process, page, Pte.None)"
                ),
            ]
        ),
    ];
}
