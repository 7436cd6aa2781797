using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of the removal of devices, and of mirrors that are killed.</summary>
internal static class RemovalDefects
{
    private static readonly Sequence<string> OnDevice = [.. SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1"];

    public static Sequence<ReferenceDefect> All { get; } =
    [
        new(
            "removed-mirror-stays",
            "A device that goes leaves the mirrors of it behind.",
            "INV-42",
            "EVC-4",
            2,
            SmallWorld.OneEach(SmallSetups.One, SmallSetups.Mirrored, "detach d0"),
            [new("RemovalActivity.Release", "NextMirror(state, Cursor)", "state.Processes.Count")]
        ),
        new(
            "lost-page-reads-as-zeros",
            "A page that is lost with a device reads as zeros.",
            "INV-30",
            "EVC-11",
            4,
            SmallWorld.OneEach(SmallSetups.One, OnDevice, "lose d0"),
            [new("RemovalActivity.Lose", "Pte.Poisoned", "Pte.None")]
        ),
        new(
            "detach-without-end",
            "A detach that finds no frame for a page tries again, although nobody gives one back.",
            "INV-45",
            "EVC-5",
            1,
            SmallWorld.OneEach(
                SmallSetups.One with
                {
                    Pages = 2,
                    Frames = 1,
                },
                [
                    "attach d0 1 direct",
                    "register p0 d0 0+2",
                    "map p0 0+2 read-write",
                    "store p0 0 7",
                    "migrate-to-device p0 d0 0+1",
                    "store p0 1 8",
                ],
                "detach d0"
            ),
            [new("RemovalActivity.Evicted", "page == PageResult.SkippedNoMemory", "page == PageResult.Error")]
        ),
        new(
            "killed-mirror-leaks",
            "A mirror that is killed is forgotten with its entries still there.",
            "INV-25",
            "MIR-19",
            2,
            SmallWorld.OneEach(
                SmallSetups.One,
                [
                    "attach d0 1 iommu 1",
                    "register p0 d0 0+1",
                    "map p0 0+1 read-write",
                    "device-store p0 d0 0+1 7",
                    "fail-update p0 d0",
                ],
                "dontneed p0 0+1"
            ) with
            {
                Profile = Profile.V9,
            },
            [new("MirrorRules.Kill", "Drop(state, process, device, state.World.AddressSpace)", "state")]
        ),
    ];
}
