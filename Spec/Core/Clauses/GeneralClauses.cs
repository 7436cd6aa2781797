using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>TRN, CON and ERR: transparency, consistency of the processor's view, and errors.</summary>
public static class GeneralClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "TRN-1",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-30",
            "Transparency: every load, by CPU or device, delivers what flat memory holds, every refusal is "
                + "one that flat memory's rights explain, and where nothing is in flight every page's content and "
                + "rights are flat memory's."
        ),
        new(
            "TRN-2",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-29",
            "A page never stored to reads as zeros, on the CPU and on every device, also when a migration "
                + "touched it first."
        ),
        new(
            "TRN-3",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-33",
            "After unmap, protect or remap has returned, no device access succeeds against the new rights."
        ),
        new(
            "CON-1",
            ClauseKind.Invariant,
            KernelVersions.All,
            "mm/rmap.c, mm/memory.c",
            "Every translation that a CPU has cached is allowed by the page-table entry, unless a window over "
                + "the page is open; a page-table entry grants no more than the VMA. (In Linux the flush may come "
                + "after the window; nothing of the old page is reused before it.)"
        ),
        new(
            "CON-2",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-16, NV-4",
            "From the moment when a page is copied until the copy takes its place, original and copy hold the same: "
                + "nothing else is stored to either."
        ),
        new(
            "CON-3",
            ClauseKind.Invariant,
            KernelVersions.All,
            "mm/mmap.c:do_mas_align_munmap (mmap_write_downgrade), mm/memory.c:zap_pte_range, lib/test_hmm.c; "
                + "mm/mremap.c:move_page_tables, mm/madvise.c:madvise_free_pte_range",
            "A load or store of one page happens at one moment, and so does every other change of what a program "
                + "sees, with four exceptions: between the removal of its VMAs and the flush of the TLB an access "
                + "to a range that is being unmapped succeeds as before or is refused, whichever page, agent and "
                + "moment; dontneed discards and advise free marks page by page, and reclaim drops what is marked so; remap moves "
                + "page by page, and who faults waits for its end; and a device's access to several pages is as many "
                + "accesses, one after another. No range is mapped where another is still being unmapped. (Of dontneed Linux "
                + "promises less: see MAP-12.)"
        ),
        new(
            "CON-4",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-45",
            "Where there are finitely many operations and every agent gets its turn, each operation ends, in a value, "
                + "an errno or a signal; and there is no state in which each of those under way waits for another."
        ),
        new(
            "CON-5",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-50, NV-1; mm/mmu_notifier.c:mmu_interval_read_begin; mm/mprotect.c:mprotect_fixup",
            "From the moment when a mirror was told of an invalidation until its window closes, the device has no access to "
                + "the range that the event forbids (where rights change, to write, and to read what the new ones do not "
                + "let be read; else, any), but for the device whose own migration it is."
        ),
        new(
            "CON-6",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-51, NV-5",
            "At every moment there is at most one place where a page can be written, whoever writes it. (Linux keeps this "
                + "but for dontneed, between the end of its window and the flush: see MAP-12.)"
        ),
        new(
            "CON-7",
            ClauseKind.Choice,
            KernelVersions.All,
            "mm/vmscan.c:shrink_folio_list; mm/gup.c; lib/test_hmm.c:dmirror_devmem_fault; ND-2 to ND-7, ND-12, ND-15",
            "Canonical is that nothing happens by itself. At any moment the kernel may reclaim a page as swap-out would, "
                + "move one to another frame as compact would, bring one back from swap, take back an entry of the zero frame, fault in a page that its VMA allows to be accessed, and invalidate any page "
                + "without a reason; a driver may bring a page of its memory back, drop an entry from its mirror, and enter "
                + "a page into it as a range fault of its own would. That a page is lazily free may be forgotten. An "
                + "entry for a page that its device has for itself may have been kept over an invalidation that changed nothing. An entry for device memory may be writable as its VMA "
                + "is, if nobody shares the page, as if it had been written before it moved."
        ),
        new(
            "ERR-1",
            ClauseKind.Error,
            KernelVersions.All,
            "kernel/pid.c",
            "An operation on a process that does not live ends in ESRCH and changes nothing; this is looked "
                + "at before anything else."
        ),
        new(
            "ERR-2",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mmap.c, mm/mprotect.c, mm/madvise.c",
            "map, unmap, protect, dontneed, advise, swap-out and compact of a range that is empty or leaves the "
                + "address space end in EINVAL and change nothing. (One errno for all: Linux lets an empty mprotect or "
                + "madvise succeed, and answers some of the others with ENOMEM.)"
        ),
        new(
            "ERR-3",
            ClauseKind.Invariant,
            KernelVersions.All,
            "[spec]",
            "An operation that ends in an error changes only what the clause of that error allows."
        ),
        new(
            "ERR-4",
            ClauseKind.Invariant,
            KernelVersions.All,
            "[spec]",
            "The same operation in the same state has the same outcome and successor."
        ),
    ];
}
