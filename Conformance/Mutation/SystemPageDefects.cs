using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>
/// Defects of what memory management does to system pages beside HMM, of the optimized machine and of the reference.
/// </summary>
internal static class SystemPageDefects
{
    private static readonly World ThreeFrames = SmallSetups.Two with { Frames = 3 };
    private static readonly World WithPin = World.Default with { Pins = 3 };
    private static readonly World TwoWithPin = ThreeFrames with { Pins = 1 };

    /// <summary>Those of the machine.</summary>
    public static Sequence<SeededDefect> OfMachine { get; } =
    [
        new(
            "page-cache-forgets-moved-page",
            "A page of a file that is moved to another frame leaves the page cache, and its mappings do not know.",
            "TakePlace",
            "_files[old.File].Cached[old.Index] = to;",
            "_files[old.File].Cached[old.Index] = FrameTable.Zero;",
            "FIL-2",
            3
        )
        {
            World = World.Default with { Files = 2, FilePages = 4 },
            Needs = [.. OperationKinds.OfFiles, OperationKind.Compact],
        },
        new(
            "child-shares-pinned-page",
            "fork shares a pinned page with the child, and a store of the parent stays in place for the driver's sake.",
            "CopyEntry",
            "_frames[source.Frame].Pins > 0",
            "_frames[source.Frame].Pins > 9",
            "PIN-4",
            3
        )
        {
            World = WithPin,
            Needs = OperationKinds.OfPins,
        },
    ];

    /// <summary>Those of the reference.</summary>
    public static Sequence<ReferenceDefect> OfReference { get; } =
    [
        new(
            "held-page-moved",
            "Compaction moves a page although somebody holds its frame.",
            "INV-16",
            "CMP-3",
            6,
            SmallWorld.OneEach(ThreeFrames, SmallSetups.Shared, "compact p1 0", "store p0 0 9"),
            [new("CompactActivity.Move", "old.References != (old.IsCached ? 2 : 1)", "false")]
        ),
        new(
            "moved-page-left-dirty-behind",
            "A page that moves to another frame is clean there, whatever it was.",
            "INV-20",
            "CMP-1",
            4,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Stored, "compact p0 0"),
            [
                new(
                    "CompactActivity.Move",
                    "state.WithFrame(free, old)",
                    "state.WithFrame(free, old with { Dirty = false })"
                ),
            ]
        ),
        new(
            "pinned-page-shared",
            "fork shares a pinned page with the child.",
            "INV-62",
            "PIN-4",
            3,
            SmallWorld.OneEach(TwoWithPin, [.. SmallSetups.Stored, "pin p0 0 0"], "fork p0 p1"),
            [new("ForkActivity.Copy", "state.IsPinned(pte.Target)", "state.IsPinned(Target.Zero)")]
        ),
        new(
            "pin-leaks",
            "unpin forgets to give the reference back.",
            "INV-18",
            "PIN-7",
            1,
            SmallWorld.OneEach(SmallSetups.One with { Pins = 1 }, [.. SmallSetups.Stored, "pin p0 0 0"], "unpin 0"),
            [
                new(
                    "PinRules.Release",
                    "FrameRules.DropReference(dirtied with { Pins = dirtied.Pins.Set(number, Target.Zero) }, target)",
                    "dirtied with { Pins = dirtied.Pins.Set(number, Target.Zero) }"
                ),
            ]
        ),
    ];
}
