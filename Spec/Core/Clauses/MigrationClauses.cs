using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>MIG: migration to a device.</summary>
public static class MigrationClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "MIG-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_setup; lib/test_hmm.c",
            "migrate-to-device holds the mmap lock for reading and goes through the range VMA by VMA; each "
                + "VMA's part goes through collect, unmap, silence, copy, commit and finalize, every phase for all "
                + "its pages in order before the next phase begins."
        ),
        new(
            "MIG-2",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "lib/test_hmm.c:dmirror_migrate_to_device; mm/migrate_device.c:migrate_vma_setup",
            "A page in no readable VMA ends a migration in EINVAL; the VMAs before it have been migrated, and "
                + "the pages from there on are not reached. The outcome reports all pages all the same."
        ),
        new(
            "MIG-3",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_collect_pmd",
            "Collect opens a MIGRATE window owned by the device over the part, has the mirrors told, and "
                + "takes one page at a time: it locks the page's frame, replaces the present or protnone entry by a "
                + "migration entry with the same right to write, passes the dirty bit to the frame, flushes the "
                + "page from the CPU's TLB, ends the mapping and keeps one reference; then it closes the window. "
                + "The window opens whether there is anything to collect or not."
        ),
        new(
            "MIG-4",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_collect_hole, migrate_vma_collect_pmd",
            "An empty entry and an entry of the zero frame are collected without a page: the entry stays "
                + "until the commit."
        ),
        new(
            "MIG-5",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_collect_pmd",
            "Collect skips a page in swap (skipped-swap), a page on any device, the asking one included "
                + "(skipped-not-selected), and a page whose frame is locked or whose entry is a migration entry "
                + "(skipped-locked)."
        ),
        new(
            "MIG-6",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_device_unmap; mm/rmap.c:try_to_migrate",
            "Unmap turns each other mapping of the frame (present, protnone or device-private), in the order "
                + "of process and page, into a migration entry: it opens a CLEAR window over that page in that "
                + "process, has its mirrors told, replaces the entry, passes its dirty bit on and flushes that "
                + "CPU's TLB in one step, and closes the window."
        ),
        new(
            "MIG-7",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_device_unmap",
            "A page with a reference beyond the migration's own and the swap cache's is given up: its "
                + "migration entries are restored and the page unlocked before the next page is looked at. (Linux restores them "
                + "after all pages were looked at. A CPU fault holds no reference of its own here, in 6.1 it does: two of "
                + "them on one page can make each other give up, and the frame of a page that is zapped meanwhile is "
                + "given back when the fault has ended.)"
        ),
        new(
            "MIG-8",
            ClauseKind.Rule,
            KernelVersions.None,
            "O-1, O-2; mm/migrate_device.c:migrate_vma_setup (kernel-doc)",
            "Silence: before anything is copied, the driver drops its own mirror's entries of the pages that "
                + "are still to move, those without a frame too, under its lock, as if it had been told."
        ),
        new(
            "MIG-9",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "lib/test_hmm.c:dmirror_migrate_alloc_and_copy",
            "Copy takes, one page at a time, a free frame of the device, locked, and copies the content, or "
                + "fills it with zeros if there was no page; a page for which the device has no free frame is given "
                + "up (skipped-no-memory)."
        ),
        new(
            "MIG-10",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "nouveau_dmem.c:nouveau_dmem_migrate_copy_one [spec]",
            "Copying a page to a device with an IOMMU needs a free IOVA for the time of the copy; without one "
                + "the page is given up (skipped-no-dma). Filling with zeros needs none."
        ),
        new(
            "MIG-11",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_insert_page",
            "Commit of pages without a frame: if there are any with a destination, one MIGRATE window owned by the "
                + "device is opened from the first of them to the end of the part, the mirrors told (the device's own like "
                + "the others), and each entry that is still empty or of the zero frame replaced by a device-private "
                + "entry, writable if the VMA is, and flushed from the CPU's TLB; else the destination is given back. "
                + "(nouveau and lib/test_hmm.c pass over this window as over that of the collection.) The window closes "
                + "after the last."
        ),
        new(
            "MIG-12",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:__migrate_device_pages; mm/migrate.c:migrate_folio",
            "Commit of pages with a frame: all that are still to move become the destination's in one step; a "
                + "page in the swap cache, or with a reference beyond the migration's own, is given up."
        ),
        new(
            "MIG-13",
            ClauseKind.Choice,
            KernelVersions.All,
            "ND-1",
            "Canonical is to move every page that can be moved; a driver may leave any page where it is "
                + "(skipped by the driver), but for the page whose CPU fault brings it back."
        ),
        new(
            "MIG-14",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate.c:remove_migration_pte; mm/migrate_device.c:migrate_device_finalize",
            "Finalize takes, one page at a time, the migration entries of the page, in the order of process and "
                + "page, and replaces each by a device-private entry of the destination, or, if the page was given up, by "
                + "an entry of the source as it was before (present, or protnone in a VMA without rights, or "
                + "device-private): writable if the migration entry was and the VMA is, neither dirty nor young (Linux 6.1 "
                + "on x86 restores both bits of a page that was given up). Then the destination is unlocked and loses the "
                + "driver's reference, or, if the page was given up, goes back to its free list; the source is unlocked "
                + "and loses the migration's reference, and without references is free."
        ),
        new(
            "MIG-15",
            ClauseKind.Rule,
            KernelVersions.None,
            "O-3; kfd_svm.c",
            "The migration enters nothing into the mirror: a later device fault does, under the sequence " + "check."
        ),
        new(
            "MIG-16",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_vma_setup",
            "A migration succeeds even if no page moved; it reports of each page whether it moved, was "
                + "filled, or why it was skipped. Of several reasons the phase that comes first decides, and within "
                + "the copy the device's memory before its IOVAs; a page that fails at the commit has had its "
                + "destination until finalize, so that a later page may find none although it is free in the end."
        ),
        new(
            "MIG-17",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-9",
            "A device's page is mapped by no CPU: a present entry leads to system memory, and a device- "
                + "private entry to a used frame of an attached device's memory."
        ),
        new(
            "MIG-18",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-11",
            "Every migration entry has its source locked."
        ),
        new(
            "MIG-19",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-34, INV-37",
            "A migration changes no content, whether its pages moved or were skipped; a skipped page is where "
                + "it was (or, in v9+migration, where it was brought in, MIG-23)."
        ),
        new(
            "MIG-20",
            ClauseKind.Choice,
            KernelVersions.All,
            "mm/rmap.c:rmap_walk_anon",
            "Canonical is the order of process and page; the mappings of one page may be unmapped (MIG-6, CMP-1), and "
                + "its migration entries replaced (MIG-7, MIG-14, CMP-1), in any order, one at a time."
        ),
        new(
            "MIG-21",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 8 (hmm_mirror_fault); 2015 migration half, v8 28/36 (hmm_mirror_migrate) (M15-2)",
            "In v9+migration one migrate-to-device is of one VMA, the one in which its range begins: the pages behind that "
                + "are not reached, and the migration succeeds all the same (the driver is told how far it came, and goes on "
                + "from there)."
        ),
        new(
            "MIG-22",
            ClauseKind.Error,
            KernelVersions.V9,
            "v9 patch 8 (hmm_mirror_fault); 2015 migration half, v8 21/36 (mm_hmm_migrate), 28/36 (hmm_mirror_migrate) (M15-2); D-5 [spec]",
            "In v9+migration migrate-to-device ends in EFAULT if its range begins in no readable VMA, and in EINVAL if it "
                + "begins in one of a file, of shared memory, or with more than 512 of its pages in the VMA; nothing changes, "
                + "and no page is reached."
        ),
        new(
            "MIG-23",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, v8 21/36 (mm_hmm_migrate) (M15-3)",
            "In v9+migration collect opens no window on the way to a device, and takes every page as MIG-3 takes one that is "
                + "present. An empty entry gets a zeroed frame of system memory first, writable if the VMA is. What is in "
                + "swap, in a device's memory (the asking one's included) or had by a device for itself is faulted in as by a "
                + "load, a poisoned entry too, and then looked at again; a migration entry is waited for. An entry of the zero "
                + "frame is collected as in MIG-4, and one whose frame is pinned or locked is left as in PIN-5 and MIG-5."
        ),
        new(
            "MIG-24",
            ClauseKind.Error,
            KernelVersions.V9,
            "2015 migration half, v8 21/36 (mm_hmm_migrate) (M15-3)",
            "If no frame is free for an empty entry, the migration ends in ENOMEM, and if such a fault fails, for want of a "
                + "frame or because the page is lost, in EFAULT: what was collected is put back as for a page that is given "
                + "up, the frames for empty entries too, which are mapped from then on; what was faulted in stays; no page "
                + "counts as reached."
        ),
        new(
            "MIG-25",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, v8 21/36 (mm_hmm_migrate, mm_hmm_migrate_cleanup) (M15-3)",
            "In v9+migration a page moves to a device for the process that is asked for: other processes that map its frame "
                + "keep it, and so does the swap cache, without which it is dirty. It is given up, at unmap (MIG-7) and at the commit (MIG-12), only "
                + "for a reference beyond the migration's own, those mappings' and the swap cache's."
        ),
        new(
            "MIG-26",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 4; 2015 migration half, v8 28/36 (hmm_mirror_migrate: HMM_MIGRATE to the other mirrors) (M15-3, M15-1)",
            "In v9+migration a migration to a device opens its MIGRATE window, owned by the device, over the part once the "
                + "pages have been unmapped and their references looked at: all mirrors but the device's own are told, "
                + "whatever is left to move, and the window closes; then comes silence (MIG-8). A migration that failed before (MIG-24) "
                + "opens none. (One kind of event stands for HMM_MIGRATE and HMM_COPY_TO_DEVICE.)"
        ),
        new(
            "MIG-27",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, v8 28/36 (hmm_mirror_migrate: mirror entries := device entries) (M15-3)",
            "In v9+migration finalize enters each page that is on the device now into the device's mirror, under its driver's "
                + "lock and in the step in which the page-table entry comes back, with the same right to write and clean; "
                + "unless the mirror has gone or does not cover the page, or a window over the page is open [spec: O-3]."
        ),
    ];
}
