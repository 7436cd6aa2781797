using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>PIN: pages that a driver pins for long, to store to them by DMA (pin_user_pages).</summary>
public static class PinClauses
{
    /// <summary>The clauses of this family, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "PIN-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/gup.c:__get_user_pages, follow_page_pte, faultin_page, __gup_longterm_locked",
            "pin takes the mmap lock for reading and looks at the entry of the page. If that is present and writable, its "
                + "frame gets a reference and is pinned under the number, and the lock is given back. Else the page is faulted "
                + "in as for a store, and looked at again; so a page that is shared is copied, one in swap or in a device's "
                + "memory comes back, and one that a device has for itself is taken back. A migration entry is waited for. "
                + "Nobody is notified but by the faults."
        ),
        new(
            "PIN-2",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/gup.c:check_vma_flags, faultin_page; include/linux/mm.h:vm_fault_to_errno",
            "pin of a page that is not in the address space, or under a number that there is not, ends in EINVAL; "
                + "under a number that is taken, in EEXIST; of a page that no VMA lets a process store to, that is behind "
                + "the end of its file, was lost with a device, or is of a shared mapping of a file, in EFAULT; without "
                + "memory for the fault, in ENOMEM, with the page where that left it. (Linux has no numbers of pins; 6.1 "
                + "pins pages of shared mappings as well, which later kernels refuse where the file system tracks dirty "
                + "pages, and so not for memory files.)"
        ),
        new(
            "PIN-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_wp_page (PageAnonExclusive)",
            "A store through an entry of a pinned frame that does not allow it, in a VMA that does, makes the entry writable and "
                + "dirty, whatever other references the frame has, and copies nothing: what the driver stores stays where the "
                + "process sees it."
        ),
        new(
            "PIN-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:copy_present_pte, copy_present_page; include/linux/mm.h:page_needs_cow_for_dma",
            "fork copies a page whose entry maps a pinned frame at once: the child gets a frame of its own with the content, "
                + "mapped as its VMA allows, dirty and young; the parent's entry stays as it is. If no frame is free, what the "
                + "child has got is given back and fork ends in ENOMEM, as in EXC-10."
        ),
        new(
            "PIN-5",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/migrate_device.c:migrate_vma_collect_pmd; include/linux/rmap.h:page_try_share_anon_rmap",
            "The migration to a device leaves an entry of a pinned frame as it is when it comes to it, as skipped-referenced."
        ),
        new(
            "PIN-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list (folio_maybe_dma_pinned); mm/rmap.c:try_to_unmap_one, try_to_migrate_one",
            "swap-out of a pinned page, unless it is lazily free (ADV-4), delivers 0 and changes nothing, and "
                + "compact leaves it for its reference (CMP-2). If the page is pinned once they have begun, they leave its "
                + "entry as it is, and give up: the slot is given back, the frame is dirty. (Linux may keep the slot, "
                + "RCL-3.)"
        ),
        new(
            "PIN-7",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/gup.c:unpin_user_pages_dirty_lock; drivers/infiniband/core/umem.c:__ib_umem_release",
            "A pinned frame is in use whatever becomes of its mappings: unmap, dontneed, exit and truncate take these away, and a "
                + "page that is faulted in afterwards is another one. unpin makes the frame dirty and gives the reference back; "
                + "the last one frees the frame. unpin of a number that is free, or that there is not, ends in EINVAL. A pin "
                + "belongs to a driver, and outlives its process."
        ),
        new(
            "PIN-8",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-62; mm/gup.c:sanity_check_pinned_pages",
            "A pinned frame is in use and of no file, and at most one entry leads to it, which is present, protnone or "
                + "device-exclusive: the page is one process's own."
        ),
    ];
}
