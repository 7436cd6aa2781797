using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Defects of what the migration half of 2015 does otherwise, of the optimized machine and of the reference.</summary>
internal static class MigrationHalfDefects
{
    private static readonly Sequence<string> OnDevice = [.. SmallSetups.Mirrored, "migrate-to-device p0 d0 0+1"];

    private static readonly Sequence<string> TwoMirrors =
    [
        "attach d0 1 direct",
        "register p0 d0 0+1",
        "attach d1 1 direct",
        "register p0 d1 0+1",
        "map p0 0+1 read-write",
        "device-store p0 d1 0+1 7",
    ];

    /// <summary>Those of the machine.</summary>
    public static Sequence<SeededDefect> OfMachine { get; } =
    [
        new(
            "migration-leaves-mapping",
            "A migration to a device goes on behind the end of its mapping.",
            "MoveOneMapping",
            "area.Range.Intersect(range)",
            "range",
            "MIG-21",
            4
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "hole-refused-as-argument",
            "A migration of a range that begins in no mapping ends in EINVAL.",
            "MoveOneMapping",
            "return Status.EFAULT;",
            "return Status.EINVAL;",
            "MIG-22",
            3
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "made-page-not-zeroed",
            "The page that a migration makes for an empty entry is not zeroed.",
            "MakeItem",
            "_frames.Take(_frames.SystemMemory, 0)",
            "_frames.Take(_frames.SystemMemory, 7)",
            "MIG-14",
            4
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "child-loses-its-page",
            "A migration takes a page that fork shared for all that map it.",
            "MoveToDevice",
            "UnmapItems(isAlone: _profile.MigrationLeavesOtherMappings);",
            "UnmapItems();",
            "MIG-14",
            6
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "other-mirror-not-told",
            "A migration to a device tells no other device of it.",
            "MoveToDevice",
            "Told.AllButOwner",
            "Told.Nobody",
            "NTF-2",
            6
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "lost-page-leaks",
            "The device frame of a page that is lost with its mirror stays in use.",
            "LosePage",
            "PutFrame(frame);",
            ";",
            "RCL-7",
            6
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "child-shares-device-page",
            "fork shares a page in device memory with a child that no device mirrors.",
            "CopyEntry",
            "_profile.ForkCopiesDevicePages && source.Kind == PteKind.DevicePrivate",
            "false",
            "FRK-8",
            5
        )
        {
            Profile = Profile.V9Migration,
        },
        new(
            "mirror-survives-fork",
            "Told of fork, a mirror keeps all of its entries, not only those of its device's own memory.",
            "DropButOwn",
            "table.Peek(page).Entry.Kind != MirrorEntryKind.Device",
            "table.Peek(page).Entry.IsEmpty",
            "NTF-2",
            5
        )
        {
            Profile = Profile.V9Migration,
        },
    ];

    /// <summary>Those of the reference.</summary>
    public static Sequence<ReferenceDefect> OfReference { get; } =
    [
        new(
            "moved-page-entered-in-window",
            "A migration enters its page into the mirror in a window of which that has been told.",
            "INV-50",
            "MIG-27",
            9,
            Of(
                SmallWorld.OneEach(
                    SmallSetups.One,
                    SmallSetups.Mirrored,
                    "migrate-to-device p0 d0 0+1",
                    "dontneed p0 0+1"
                )
            ),
            [
                new(
                    "Migration.Entered",
                    "process.Notifier.Windows.Any(window => window.Range.Contains(item.Page))",
                    "false"
                ),
            ]
        ),
        new(
            "nobody-told-of-migration",
            "A migration to a device tells no mirror of it.",
            "INV-1",
            "MIG-26",
            7,
            Of(SmallWorld.OneEach(SmallSetups.One with { Devices = 2 }, TwoMirrors, "migrate-to-device p0 d0 0+1")),
            [new("Migration.Tell", "1UL << Device", "ulong.MaxValue")]
        )
        {
            BreaksToo = ["INV-2", "INV-21", "INV-51"],
        },
        new(
            "failed-migration-forgets-pages",
            "A migration that fails does not put back what it has collected.",
            "INV-39",
            "MIG-24",
            4,
            Of(
                SmallWorld.OneEach(
                    SmallSetups.One with
                    {
                        Pages = 2,
                        Frames = 1,
                    },
                    ["attach d0 1 direct", "register p0 d0 0+2", "map p0 0+2 read-write"],
                    "migrate-to-device p0 d0 0+2"
                )
            ),
            [
                new(
                    "Migration.GiveUpAll",
                    "Items[index].GiveUp(PageResult.NotReached)",
                    "MigrationItem.Skipped(Items[index].Page, PageResult.NotReached)"
                ),
            ]
        )
        {
            BreaksToo = ["INV-18"],
        },
        new(
            "lost-page-stays-counted",
            "The frame of a page that is lost with its mirror keeps its mapping.",
            "INV-17",
            "RET-10",
            1,
            Of(SmallWorld.OneEach(SmallSetups.One, [.. OnDevice, "unregister p0 d0"], "load p0 0")),
            [
                new(
                    "LostPages.Poison",
                    "FrameRules.DropMapping(state.WithPte(process, page, Pte.Poisoned), pte.Target, pte.Dirty)",
                    "state.WithPte(process, page, Pte.Poisoned)"
                ),
            ]
        ),
        new(
            "fork-leaves-mirror",
            "Told of fork, a mirror keeps all of its entries.",
            "INV-50",
            "NTF-14",
            3,
            Of(
                SmallWorld.OneEach(SmallSetups.Two, [.. SmallSetups.Mirrored, "device-store p0 d0 0+1 8"], "fork p0 p1")
            ),
            [new("MirrorRules.DropButOwn", "entries[page].Kind == MirrorEntryKind.System", "page < 0")]
        ),
    ];

    private static SmallWorld Of(SmallWorld world) => world with { Profile = Profile.V9Migration };
}
