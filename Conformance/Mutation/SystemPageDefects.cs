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

    /// <summary>Those of the machine.</summary>
    public static Sequence<SeededDefect> OfMachine { get; } =
    [
        new(
            "page-cache-forgets-moved-page",
            "A page of a file that is moved to another frame leaves the page cache, and its mappings do not know.",
            "TakePlace",
            "_files[old.File].Cached[old.Index] = to;",
            "_files[old.File].Cached[old.Index] = FrameTable.Zero;",
            "CMP-1",
            3
        )
        {
            World = World.Default with { Files = 2, FilePages = 4 },
            Needs = [.. OperationKinds.OfFiles, OperationKind.Compact],
        },
    ];

    /// <summary>Those of the reference.</summary>
    public static Sequence<ReferenceDefect> OfReference { get; } =
    [
        new(
            "held-page-moved",
            "Compaction moves a page although somebody holds its frame.",
            "INV-21",
            "CMP-3",
            7,
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
    ];
}
