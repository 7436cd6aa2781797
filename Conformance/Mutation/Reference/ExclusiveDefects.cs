using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of pages that a device has for itself.</summary>
internal static class ExclusiveDefects
{
    private static readonly World TwoDevices = SmallSetups.One with { Devices = 2 };
    private static readonly World TwoPages = SmallSetups.Two with { Pages = 2, Frames = 3 };

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "exclusive-stale-entry",
            "make-exclusive enters pages into the mirror although it was told of an invalidation meanwhile.",
            "INV-50",
            "EXC-6",
            11,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, "make-exclusive p0 d0 0+1", "dontneed p0 0+1"),
            [new("ExclusiveAccess.Check", "protocol.IsStale(process, Device, Fault, Sampled)", "false")]
        ),
        new(
            "exclusive-child-forgotten",
            "A fork that meets a locked page forgets what the child has got instead of giving it back.",
            "INV-17",
            "EXC-10",
            15,
            SmallWorld.OneEach(
                TwoPages,
                ["attach d0 1 direct", "register p0 d0 0+2", "map p0 0+2 read-write", "store p0 0 7", "store p0 1 8"],
                "make-exclusive p0 d0 1+1",
                "fork p0 p1"
            ),
            [new("ForkActivity.Drop", "page < state.World.Pages", "page < 0")]
        ),
        new(
            "exclusive-not-invalidated",
            "The window in which a device gets a page for itself is over no page, so that other mirrors keep it.",
            "INV-5",
            "EXC-4",
            8,
            SmallWorld.OneEach(
                TwoDevices,
                [
                    "attach d0 1 direct",
                    "attach d1 1 direct",
                    "register p0 d0 0+1",
                    "register p0 d1 0+1",
                    "map p0 0+1 read-write",
                    "device-store p0 d1 0+1 7",
                ],
                "make-exclusive p0 d0 0+1"
            ),
            [new("ExclusiveAccess.Open", "new(Range.Start + Cursor, 1)", "new(Range.Start + Cursor, 0)")]
        ),
        new(
            "exclusive-page-leaks",
            "Clearing a device-exclusive entry does not give its page back.",
            "INV-18",
            "EXC-11",
            6,
            SmallWorld.OneEach(
                SmallSetups.One,
                [.. SmallSetups.Mirrored, "make-exclusive p0 d0 0+1"],
                "dontneed p0 0+1"
            ),
            [new("Zap.Clear", "FrameRules.DropReference(cleared, pte.Target)", "cleared")]
        ),
    ];
}
