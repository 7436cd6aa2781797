using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>MIR: devices and mirrors.</summary>
public static class MirrorClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "MIR-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memremap.c:memremap_pages [spec]",
            "attach adds a device with a memory of the given capacity, none of it used, and with direct DMA "
                + "or an IOMMU with that many IOVAs; a capacity of 0 is a device without memory of its own."
        ),
        new(
            "MIR-2",
            ClauseKind.Error,
            KernelVersions.All,
            "[spec]",
            "attach ends in ENODEV for a number that no device can have, EEXIST if the device is there, and "
                + "EINVAL for a capacity or an IOVA space below 0 or beyond what the world has (the IOVA space "
                + "counts only with an IOMMU)."
        ),
        new(
            "MIR-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmu_notifier.c:mmu_interval_notifier_insert",
            "register makes a mirror of a range of a process, with no entries; with no window open its "
                + "sequence number is the notifier's less one."
        ),
        new(
            "MIR-4",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/mmu_notifier.c:__mmu_interval_notifier_insert",
            "A mirror registered while a window is open gets the odd sequence number of the notifier, which "
                + "is made odd if it was even, so that its first fault waits; if the number was odd before, the "
                + "mirror counts as registered only when all windows are closed."
        ),
        new(
            "MIR-5",
            ClauseKind.Error,
            KernelVersions.All,
            "v9 patch 5 (hmm_mirror_register); mm/mmu_notifier.c",
            "register ends in ENODEV for a device that is not attached, EOVERFLOW for a range that is empty "
                + "or leaves the address space, and EINVAL if the device mirrors the process already."
        ),
        new(
            "MIR-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "v9 patch 7; mm/mmu_notifier.c:mmu_interval_notifier_remove",
            "unregister empties the mirror under the driver's lock (dirty bits pass on, DMA mappings and cached "
                + "translations go), then waits for running invalidations and device faults and ends the subscription; "
                + "pages in the device's memory stay there. (Linux waits until no window at all of the process is open, "
                + "and for none if the subscription was still deferred or no window has met a mirror.)"
        ),
        new(
            "MIR-7",
            ClauseKind.Error,
            KernelVersions.All,
            "v9 patch 5",
            "unregister of a device that does not mirror the process ends in ENODEV. (In the series it has no "
                + "result, and must not be called then.)"
        ),
        new(
            "MIR-8",
            ClauseKind.Rule,
            KernelVersions.All,
            "hardware",
            "A device access goes through the device's TLB for that mirror: the translation is taken from the "
                + "mirror entry in one step and the data moved in another; taking a translation for a store sets "
                + "the entry's dirty bit, and the cached translation allows stores only if the entry is writable "
                + "and dirty."
        ),
        new(
            "MIR-9",
            ClauseKind.Rule,
            KernelVersions.All,
            "lib/test_hmm.c:dmirror_do_read; hardware",
            "A device load or store of several pages goes page by page; at a page whose entry does not allow "
                + "the access the driver faults everything from that page to the end of the range for reading or "
                + "writing (FLT-1), which counts as one device fault, and tries again. (A range fault that is an "
                + "operation of its own counts none.)"
        ),
        new(
            "MIR-10",
            ClauseKind.Error,
            KernelVersions.All,
            "lib/test_hmm.c:dmirror_read, dmirror_write",
            "A device access whose fault fails ends in the error of the fault; the pages before the one at which the "
                + "fault was taken have been read or written, and the faults taken, the failing one too, are counted, and "
                + "no values are delivered. (That the failing fault counts is this specification's; lib/test_hmm.c counts "
                + "those that succeed.)"
        ),
        new(
            "MIR-11",
            ClauseKind.Rule,
            KernelVersions.All,
            "v9 patch 7 (V9-8)",
            "A device load delivers what is at the target of the entry, a device store changes it; the "
                + "program sees the store at once."
        ),
        new(
            "MIR-12",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-1",
            "A valid mirror entry for system memory leads to the frame that the process's page-table entry maps, "
                + "unless a window over the page is open and this mirror has not been told yet, or a migration by the same "
                + "device holds the page and has not silenced the entry, or the device has the page for itself (EXC-4)."
        ),
        new(
            "MIR-13",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-2",
            "A writable mirror entry stands beside a writable page-table entry of the same target, with the "
                + "same exceptions."
        ),
        new(
            "MIR-14",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-3",
            "Where nothing is in flight, a mirror entry is valid only for a readable page and writable only "
                + "for a writable one."
        ),
        new(
            "MIR-15",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-4",
            "A mirror entry for device memory leads to the device's own memory and stands beside a device- "
                + "private entry of the same device frame, with the exceptions of MIR-12."
        ),
        new(
            "MIR-16",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-6",
            "A device that does not mirror a process, and every mirror of a dead process, has no entries and "
                + "no cached translations; a mirror that is gone is told by no window, and no device fault of it is "
                + "under way."
        ),
        new(
            "MIR-17",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-7",
            "Every translation that a device has cached is allowed by the mirror entry of its page."
        ),
        new(
            "MIR-18",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-42",
            "A mirror exists only for an attached device, and at most one for each process and device; its "
                + "entries lie in its interval."
        ),
    ];
}
