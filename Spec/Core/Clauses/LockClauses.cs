using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>LCK: pages that a program locks in memory (mlock).</summary>
public static class LockClauses
{
    /// <summary>The clauses of this family, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "LCK-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mlock.c:do_mlock, apply_vma_lock_flags, mlock_fixup",
            "mlock takes the mmap lock for writing, locks the VMAs of the range, whatever they were, gives the lock back, and "
                + "then brings in the pages of the range (LCK-3). Nobody is notified but by the faults. How much a process may "
                + "lock is not limited (RLIMIT_MEMLOCK is unlimited)."
        ),
        new(
            "LCK-2",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mlock.c:apply_vma_lock_flags",
            "mlock and munlock of a range in which some page is in no VMA end in ENOMEM: what lies before the first such page is "
                + "locked, or is not any more, what lies after it is as it was, and no page is brought in."
        ),
        new(
            "LCK-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/gup.c:__mm_populate, populate_vma_page_range, follow_page_pte, faultin_page",
            "Bringing in takes the mmap lock for reading and goes through the pages of the range in order, passing over those that "
                + "are in no VMA. A page whose entry is present, and writable where its VMA is private and allows stores, is "
                + "left; but if stores are what it is wanted for, and neither the entry nor the frame is dirty, the frame becomes "
                + "dirty, so that it is no longer dropped if it is lazily free. Any other page is faulted in, as for a store where its VMA is private "
                + "and allows stores and as for a load elsewhere, and looked at again: a page that is shared is copied, one in "
                + "swap or in a device's memory comes back, one that a device has for itself is taken back, and an empty one is "
                + "the zero frame where it cannot be stored to. A migration entry is waited for. At the end the lock is given back. "
                + "(Linux may give the lock back while it waits for a page of a file.)"
        ),
        new(
            "LCK-4",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/gup.c:__mm_populate, check_vma_flags, faultin_page; mm/mlock.c:__mlock_posix_error_return",
            "mlock that comes to a page whose VMA allows nothing, that is behind the end of its file, or that was lost with a "
                + "device ends there in ENOMEM, and in EAGAIN if there is no memory to bring a page in: the whole range is locked, "
                + "and the pages before it are in. If the process is gone by then, it ends in ESRCH."
        ),
        new(
            "LCK-5",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mlock.c:munlock, apply_vma_lock_flags",
            "munlock takes the mmap lock for writing, and the VMAs of the range are not locked any more, however often they were "
                + "locked. Nobody is notified, and no entry changes."
        ),
        new(
            "LCK-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list (folio_evictable), folio_check_references; mm/rmap.c:folio_referenced_one, "
                + "try_to_unmap_one",
            "swap-out of a page which any process maps in a locked VMA delivers 0 and changes nothing, whatever frame it is: of "
                + "anonymous memory, lazily free or of a file. If reclaim has begun when the VMA of an entry is locked, and it "
                + "comes to that entry, the entry stays under its window, and reclaim gives up: what it has replaced before stays "
                + "replaced, a slot that nobody names is given back, and 0 is delivered."
        ),
        new(
            "LCK-7",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/madvise.c:madvise_dontneed_free_valid_vma, can_madv_lru_vma, madvise_remove, madvise_walk_vmas",
            "dontneed, and advise free, cold, pageout and remove end in EINVAL at the first locked VMA that the range meets, with "
                + "what comes before it done, and nothing after it."
        ),
        new(
            "LCK-8",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mprotect.c:mprotect_fixup",
            "protect changes rights of a locked VMA as of others, and it stays locked. Where it gives a private one the right to "
                + "be stored to, it brings in the pages of that part (LCK-3) once the window is closed, with the mmap lock held "
                + "for writing; at a page that cannot be brought in it leaves the rest of the VMA, and goes on as if nothing were."
        ),
        new(
            "LCK-9",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mremap.c:mremap, move_vma",
            "What remap moves or makes longer stays locked; with DONTUNMAP the old range is not locked any more once the pages "
                + "have moved. The pages by which a locked range has grown, in place or not, and those of another mapping of the same "
                + "pages (MRM-11), are brought in (LCK-3) when the mmap lock was given back; where a page cannot be, the rest of its "
                + "VMA is left, and remap delivers what it would otherwise."
        ),
        new(
            "LCK-10",
            ClauseKind.Rule,
            KernelVersions.All,
            "kernel/fork.c:dup_mmap; mm/compaction.c:isolate_migratepages_block (compact_unevictable_allowed); "
                + "mm/migrate_device.c:migrate_vma_collect_pmd; mm/rmap.c:try_to_migrate_one, page_make_device_exclusive_one",
            "A child's VMAs are not locked, and fork shares the pages as ever. A locked page is not pinned: compact, migrations and "
                + "evict move it, a device can have it for itself, and unmap, exit, remap, truncate and punch-hole take it away, as "
                + "if it were not locked. A new mapping is not locked."
        ),
        new(
            "LCK-11",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-64",
            "swap-out, dontneed and advise (but remove, which makes a hole for all that map the file) leave each "
                + "entry of a page in a locked VMA where it leads, and what the page holds."
        ),
        new(
            "LCK-12",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-65",
            "An mlock that ran alone and ended well leaves every page of its range in a locked VMA, with a present entry, which "
                + "allows stores where the VMA is private and allows them; no page holds something else, or has other rights."
        ),
    ];
}
