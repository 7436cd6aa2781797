using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>Section E of the bank: copy-on-write, pins, and what entries in memory keep of each other.</summary>
internal static class CopyOnWriteFaults
{
    private const string IsHeldByOthers = "_frames[entry.Frame] is { References: > 1, Pins: 0 }";

    public static Sequence<BankFault> All { get; } =
    [
        BankFault.OfSteps(
            "BUG-66",
            "fix device-private PMD handling of the reverse walk; f84ca9b1888d CVE-2026-68163",
            "Who unmaps a page everywhere takes any page in device memory for it that has come to one of its places meanwhile.",
            "MIG-6",
            new Rewrite(
                "Migration.Unmapped",
                "pte.CountsAsMapping && pte.Target == source",
                "pte.Kind == PteKind.DevicePrivate || (pte.CountsAsMapping && pte.Target == source)"
            )
        ) with
        {
            Shown = SmallWorld.OneEach(
                SmallSetups.One with
                {
                    Pages = 2,
                    Frames = 3,
                    DeviceFrames = 2,
                },
                [
                    "attach d0 2 direct",
                    "register p0 d0 0+2",
                    "map p0 0+2 read-write",
                    "store p0 0 7",
                    "store p0 1 8",
                    "migrate-to-device p0 d0 0+2",
                ],
                "evict d0 1",
                "remap p0 1+1 1 maymove+fixed 0"
            ),
        },
        BankFault.OfMachine(
            "BUG-70",
            "fix bad subpage pointer in try_to_unmap_one; 1de13ee59225",
            "Who unmaps a page in device memory everywhere finds its frame as if the entry held one of system memory.",
            "MIG-6",
            new Rewrite(
                "ReplaceByMigration",
                "_frames[entry.Frame]",
                "_frames[entry.Kind == PteKind.DevicePrivate ? 1 + (entry.Frame % _world.Frames) : entry.Frame]"
            )
        ),
        BankFault.OfMachine(
            "BUG-71",
            "gup: the COW can break either way; 17839856fd58 CVE-2020-29374",
            "A driver pins a page that parent and child share without breaking the sharing, and a store goes to a frame "
                + "that is mapped once, whoever else holds it.",
            "PIN-1",
            new Rewrite(
                "PinPage",
                "descriptor.Table.Peek(page).Entry is { IsPresent: true, IsWritable: true }",
                "descriptor.Table.Peek(page).Entry is { IsPresent: true, Frame: > FrameTable.Zero }"
            ),
            new Rewrite("MakeWritable", IsHeldByOthers, "_frames[entry.Frame].Mappings > 1")
        ),
        BankFault.OfMachine(
            "BUG-72",
            "fix FOLL_FORCE COW security issue; 5535be309971 CVE-2022-2590",
            "That a read-only entry is dirty is taken for a proof that the page was copied already: a store goes to the frame "
                + "that parent and child share.",
            "CPU-6",
            new Rewrite("MakeWritable", IsHeldByOthers, $"(!entry.IsDirty && {IsHeldByOthers})")
        ),
        BankFault.OfMachine(
            "BUG-73",
            "don't try to NUMA-migrate COW pages that have other uses; 80d47f5de5e3 CVE-2022-48797",
            "A store to a pinned page whose entry lost the right to write copies the page, and the driver writes the old frame; "
                + "here the right is lost by protect, as the model has no NUMA hints.",
            "PIN-3",
            new Rewrite("MakeWritable", IsHeldByOthers, "_frames[entry.Frame] is { References: > 1 }")
        ),
        BankFault.OfStepsAlone(
            "BUG-74a",
            "fix infinite loop in __get_longterm_locked; 1aaf8c122918",
            "A pin that cannot get its page tries for ever.",
            "PIN-2",
            new Rewrite(
                "PinActivity.Get",
                "return Stop(state, Reply.Status == Status.SIGBUS ? Status.EFAULT : Reply.Status, FlatEffect.None);",
                "return To(state, this with { Reply = default }, Pinning);"
            )
        ),
        BankFault.OfMachine(
            "BUG-74b",
            "revert of the fix of the infinite loop in __get_longterm_locked (June 2025)",
            "A pin takes a page that could not be brought home from device memory.",
            "PIN-2",
            new Rewrite(
                "PinPage",
                """
                if (status != Status.Ok)
                {
                    return Outcome.Fail(status == Status.SIGBUS ? Status.EFAULT : status);
                }
                """,
                """
                if (status != Status.Ok && descriptor.Table.Peek(page).Entry.Kind != PteKind.DevicePrivate)
                {
                    return Outcome.Fail(status == Status.SIGBUS ? Status.EFAULT : status);
                }
                """
            )
        ),
        BankFault.OfMachine(
            "BUG-78",
            "fix wrongly apply write bit after mkdirty on sparc64; 96a9c287e25d",
            "A dirty page is writable when its migration entry is replaced, whatever its entry was before.",
            "MIG-14",
            new Rewrite(
                "Replacement",
                "wasWritable && protection == Protection.ReadWrite",
                "(wasWritable || _frames[target].Dirty) && protection == Protection.ReadWrite"
            )
        ),
    ];
}
