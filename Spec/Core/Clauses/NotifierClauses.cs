using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>NTF: notification, windows and sequence numbers.</summary>
public static class NotifierClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "NTF-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/mmu_notifier.c:mn_itree_inv_start_range",
            "Opening a window over a range makes the notifier's sequence number odd if a live mirror's "
                + "interval overlaps the range, and those mirrors are to be told."
        ),
        new(
            "NTF-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmu_notifier.c:mn_itree_invalidate; v9 patch 7",
            "Being told, a mirror takes the sequence number (where there is one) and drops its entries in the range under the "
                + "driver's lock: each entry's dirty bit passes to its frame (of system or device memory; the zero "
                + "frame has none), its DMA mapping is removed, the device's TLB loses the pages; all of it is done "
                + "before the next mirror is told."
        ),
        new(
            "NTF-3",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/mmu_notifier.c:mn_itree_inv_end",
            "Closing the last open window of a process makes an odd sequence number even (one more) and "
                + "admits the mirrors that waited to be registered."
        ),
        new(
            "NTF-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "include/linux/mmu_notifier.h",
            "A change of entries happens only after every mirror was told, and before the window closes, but for "
                + "NTF-9."
        ),
        new(
            "NTF-5",
            ClauseKind.Choice,
            KernelVersions.All,
            "mm/mmu_notifier.c",
            "Canonical is the order of the devices' numbers; mirrors may be told in any order."
        ),
        new(
            "NTF-6",
            ClauseKind.Rule,
            KernelVersions.None,
            "O-2; include/linux/mmu_notifier.h (owner); INV-44",
            "A mirror of the device that owns the MIGRATE window of a collection (MIG-3) is told like the "
                + "others, takes the sequence number, and keeps its entries: its driver silences them itself before "
                + "the copy (MIG-8). No other event may be ignored but that of EXC-5, and no other mirror may "
                + "ignore this one."
        ),
        new(
            "NTF-7",
            ClauseKind.Invariant,
            KernelVersions.Linux61,
            "INV-38",
            "The notifier's number never falls; a mirror's number is odd; the notifier's number is odd only "
                + "while a window is open."
        ),
        new(
            "NTF-8",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-39",
            "Every window that opens closes: with no activity there is none, and no lock is held."
        ),
        new(
            "NTF-9",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmu_notifier.c",
            "No notification is needed for what takes the place of an entry that maps nothing (an empty one, a swap "
                + "or a migration entry), nor for a permission that is added in place."
        ),
        new(
            "NTF-10",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 2 (mmu_notifier_invalidate_range_start), patch 8 (hmm_notifier_invalidate_range_start)",
            "With backoff, opening a window puts it in the list of open windows before any mirror is told, and tells "
                + "every device fault under way whose range it overlaps to back off."
        ),
        new(
            "NTF-11",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 8 (hmm_wait_device_fault)",
            "With backoff, the mirrors are told, and the entries change, only when no device fault under way "
                + "overlaps the window: what a fault was entering meanwhile is in the mirror by then, and goes with the "
                + "rest."
        ),
        new(
            "NTF-12",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 2 (mmu_notifier_invalidate_range_end)",
            "With backoff, closing a window takes it out of the list, and device faults that waited for it go on; no "
                + "number changes, and a mirror registered while a window is open is live at once."
        ),
        new(
            "NTF-13",
            ClauseKind.Invariant,
            KernelVersions.V9,
            "INV-40",
            "With backoff, a device fault under way that an open window overlaps has been told to back off, and the "
                + "window has not told the fault's mirror, unless that is being unregistered."
        ),
        new(
            "NTF-14",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, Aug 12/15 (hmm_mirror_update_pte) (M15-6)",
            "In v9+migration a mirror that is told of a PROTECTION_PAGE window keeps its entries, and its device's translations, "
                + "of the device's own memory: fork copies these pages, and protects nothing from the device."
        ),
    ];
}
