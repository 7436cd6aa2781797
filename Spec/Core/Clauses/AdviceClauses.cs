using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>ADV: advice about memory (madvise), and pages that are lazily free.</summary>
public static class AdviceClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "ADV-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/madvise.c:madvise_free_single_vma, madvise_free_pte_range",
            "advise free takes the mmap lock for reading and, for each VMA that the range meets, in order, opens a CLEAR "
                + "window over the common part, has every mirror told, goes through the entries one page at a time, each "
                + "together with its translation in the CPU's TLB (ADV-3), and closes the window; the mapping stays. (Linux "
                + "flushes after the window has closed.)"
        ),
        new(
            "ADV-2",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/madvise.c:madvise_walk_vmas",
            "Advice for a range in which some page is in no VMA is followed for the others and ends in ENOMEM."
        ),
        new(
            "ADV-3",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/madvise.c:madvise_free_pte_range; mm/swap.c:mark_page_lazyfree",
            "Freeing makes a present or protnone entry of a frame clean and old and leaves its right to write; the "
                + "frame is clean and lazily free. The entry is left as it is when somebody holds the frame's page lock, "
                + "when the frame is in the swap cache, and when the frame itself counts as dirty and has more than one "
                + "mapping; the dirty bits of entries do not count there. A swap entry is cleared, and its slot's "
                + "reference given back: the page reads as zeros. Entries of the zero frame, of device memory, "
                + "device-exclusive ones and those of pages on their way are left. (Linux cleans an entry of a clean frame "
                + "also while the page is locked, and takes one out of the swap cache that nothing else needs there.)"
        ),
        new(
            "ADV-4",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/rmap.c:try_to_unmap_one; mm/vmscan.c:shrink_folio_list",
            "swap-out of a lazily free frame needs no slot: it locks the frame and goes through its mappings as otherwise "
                + "(RCL-1, RCL-9), each under a CLEAR window. A dirty bit passes to the frame; if the frame is clean then, and "
                + "nobody but its mappings and reclaim itself has a reference, the entry is cleared, the page reads as "
                + "zeros, and the frame is free with its last mapping; it delivers 1. Otherwise the entry stays, out of the "
                + "TLB, the frame is no longer lazily free and counts as dirty (in Linux from when it enters swap on), reclaim ends "
                + "there and delivers 0. So a page reads as before, or as "
                + "zeros from some moment on, until the next store, by CPU or device, which is not lost."
        ),
        new(
            "ADV-5",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate.c:folio_migrate_mapping; mm/memory.c:copy_present_pte",
            "That a frame is lazily free goes with its page to a device and back; fork shares it, and the copy of "
                + "copy-on-write does not have it."
        ),
        new(
            "ADV-6",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/memory.c:do_set_pte; lib/test_hmm.c",
            "A deviation of Linux 6.1 (profile linux-6.1): a device's store to a lazily free frame leaves no record, for the "
                + "dirty bit of a mirror entry does not pass to such a frame, and one that comes back from a device is no "
                + "dirtier than it was. So the store may be lost when reclaim takes the page. The norm is that it is not "
                + "(DRT-1, DRT-4)."
        ),
        new(
            "ADV-7",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/madvise.c:madvise_cold_or_pageout_pte_range",
            "advise cold takes the mmap lock for reading and makes each entry of a frame that has no other mapping, "
                + "and whose page lock nobody holds (Linux: which is on a list of reclaim), old, together with the flush "
                + "of the page from the CPU's TLB. Nobody is notified."
        ),
        new(
            "ADV-8",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/madvise.c:madvise_cold_or_pageout_pte_range; mm/vmscan.c:reclaim_pages",
            "advise pageout does the same, and reclaims each of these pages as swap-out does, whatever comes of it, with the "
                + "mmap lock held for reading. (Linux makes all entries under one table old before it reclaims the first.)"
        ),
        new(
            "ADV-9",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/madvise.c:madvise_vma_behavior, madvise_update_vma; kernel/fork.c:dup_mmap",
            "advise dontfork, dofork, wipeonfork and keeponfork take the mmap lock for writing and mark the VMAs of the "
                + "range; nobody is notified. protect and remap keep the marks, a new mapping has none. fork leaves a "
                + "dontfork VMA out, and makes a wipeonfork VMA in the child, with the mark, without copying an entry and "
                + "without a window: it reads as zeros there."
        ),
        new(
            "ADV-10",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/madvise.c:madvise_free_single_vma, madvise_vma_behavior",
            "advise free and wipeonfork are of anonymous memory: at the first VMA of a file that the range meets "
                + "they end in EINVAL, with what comes before it freed or marked, and nothing after it. The other advice "
                + "holds for file mappings too: cold makes the entry of a frame of the page cache old that nobody else "
                + "maps, and pageout reclaims such a frame (FIL-16)."
        ),
        new(
            "ADV-11",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/madvise.c:madvise_remove, madvise_walk_vmas",
            "advise remove takes the mmap lock for reading and goes through the VMAs that the range meets, in order. "
                + "At one of anonymous memory it ends in EINVAL, at a private mapping of a file in EACCES, with what comes "
                + "before it removed. Of a shared mapping, whatever its rights, it gives the lock back, punches a hole in "
                + "the file as FIL-22 says in that part of the file's pages behind it that lies below the largest length, "
                + "takes the lock again, and looks for the next VMA from there on; if the process is gone by then, it ends "
                + "in ESRCH."
        ),
    ];
}
