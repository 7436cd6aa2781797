using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>FIL, continued: memory files (shmem), which have no storage, and so shared anonymous memory.</summary>
public static class MemoryFileClauses
{
    /// <summary>The clauses of these files, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "FIL-24",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/shmem.c:shmem_zero_setup, shmem_get_folio_gfp; mm/memfd.c:memfd_create",
            "The memory files of a world are numbered after its files, and begin as long as they can be. A memory file has no "
                + "storage: where a clause says what storage holds, it holds zeros. Mapped shared it is shared anonymous memory, "
                + "or a memfd, mapped private a memfd. What this family says of files holds for memory files too, but for what "
                + "FIL-25 to FIL-30 say. (mmap with MAP_SHARED and MAP_ANONYMOUS maps a memory file of its own, as long as the "
                + "mapping, which goes with its last mapping; here somebody keeps all of them open.)"
        ),
        new(
            "FIL-25",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/shmem.c:shmem_swapin_folio, shmem_get_folio_gfp",
            "A fault that needs a page of a memory file which is in swap fills the free frame that FIL-5 takes with what the "
                + "slot holds: the frame is dirty, and the slot is free. One that is neither cached nor in swap begins with zeros "
                + "and clean, as FIL-5 says. (In Linux the fault can find the page in the swap cache still.)"
        ),
        new(
            "FIL-26",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmap.c:vma_wants_writenotify; mm/memory.c:do_set_pte; mm/mprotect.c:change_pte_range",
            "Stores to a shared mapping of a memory file are not tracked. Where its VMA allows stores, an entry of a "
                + "frame does: one that a read fault makes, which is clean, and one that a change of rights finds present "
                + "or protnone, in that step. (One on its way meanwhile stays as it was: then the next store faults.) So "
                + "the first store makes the entry dirty without a fault (CPU-2), and a device that faulted to read may "
                + "store; its record passes to the frame as DRT-1 says. (Linux 6.1 leaves that to drivers; one that keeps "
                + "no record loses what a device stored to a page that no CPU has stored to, when it is reclaimed.)"
        ),
        new(
            "FIL-27",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list, pageout, is_page_cache_freeable; mm/shmem.c:shmem_writepage",
            "swap-out of a page of a memory file empties its entries as FIL-16 says. If then nobody but the page cache and "
                + "reclaim has a reference, a clean frame, which holds zeros, is freed; of a dirty one the content goes to a free "
                + "slot of swap, which the file has from then on, and the frame is freed; 1 is delivered. If somebody has one, or "
                + "no slot is free, the page stays cached, as dirty as it is, and 0 is delivered. (In Linux the page goes from the "
                + "page cache to the swap cache, and is freed once it was written.)"
        ),
        new(
            "FIL-28",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/filemap.c:filemap_fdatawrite_wbc (mapping_can_writeback); fs/libfs.c:noop_fsync; "
                + "mm/fadvise.c:generic_fadvise (noop_backing_dev_info)",
            "write-back and drop-cache of a memory file change nothing: there is no storage to write to."
        ),
        new(
            "FIL-29",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/shmem.c:shmem_undo_range, shmem_free_swap, shmem_fallocate, shmem_fault",
            "A page of a memory file that truncate or punch-hole comes to (FIL-21, FIL-22) while it is in swap gives its slot "
                + "back in that step. (Linux empties the entries of a hole before it locks the first page, and has faults on its "
                + "pages wait until it is punched.)"
        ),
        new(
            "FIL-30",
            ClauseKind.Invariant,
            KernelVersions.All,
            "mm/shmem.c:shmem_add_to_page_cache, shmem_delete_from_page_cache",
            "A page of a memory file is in the page cache, or in a slot of swap that only it names and of which no frame is the "
                + "cached copy, or is zeros. Pages of other files are in no slot."
        ),
    ];
}
