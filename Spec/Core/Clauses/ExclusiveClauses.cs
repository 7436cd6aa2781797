using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>EXC: pages that a device has for itself, and atomic accesses.</summary>
public static class ExclusiveClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "EXC-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/rmap.c:make_device_exclusive_range; drivers/gpu/drm/nouveau/nouveau_svm.c:nouveau_atomic_range_fault",
            "make-exclusive takes the mmap lock for reading and gets the pages of the range in order, as for a store: "
                + "a page that is not "
                + "present and writable goes through the CPU fault first, which brings it to system memory for this "
                + "process alone; a migration entry is waited for. Each page that is got is referenced."
        ),
        new(
            "EXC-2",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "mm/gup.c:__get_user_pages",
            "A page that may not be written ends the getting in EFAULT, one whose CPU fault fails in ENOMEM for want "
                + "of memory, and else in EFAULT. At the first page of the range this is the error of make-exclusive; else "
                + "it goes on with the pages before that one, ends well, and says of that one and those behind it that it "
                + "did not come to them. The arguments are looked at as FLT-11 says."
        ),
        new(
            "EXC-3",
            ClauseKind.Choice,
            KernelVersions.Linux61,
            "mm/rmap.c:make_device_exclusive_range (folio_trylock)",
            "A page whose lock somebody holds is skipped, be it for a moment only; canonical is that nobody does."
        ),
        new(
            "EXC-4",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/rmap.c:page_make_device_exclusive_one, folio_make_device_exclusive",
            "When the pages are got, the mirror's sequence number is sampled as by a device fault (FLT-1). Then, "
                + "page by page, make-exclusive locks it and opens an EXCLUSIVE window over it whose owner is the device; "
                + "when the mirrors have been told, an entry that still maps the page becomes a device-exclusive entry, "
                + "which keeps its right to write and its reference, is no mapping and counts for none in the reverse map; "
                + "its dirty bit passes to the frame, the page leaves the CPU's TLB, and the window closes. A page that "
                + "was not there any more, or not writable, is unlocked and counts as lost; what its entry has become "
                + "stays. (nouveau samples before it gets the pages: what is done for that makes the number old. Linux "
                + "opens a window in every process that may map the page. Since 6.15 a device-exclusive entry counts as a "
                + "mapping.)"
        ),
        new(
            "EXC-5",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "drivers/gpu/drm/nouveau/nouveau_svm.c:nouveau_svm_range_invalidate; INV-44",
            "The owner of an EXCLUSIVE window ignores it: it keeps its entries and does not take the sequence number, "
                + "which its own windows would else make old."
        ),
        new(
            "EXC-6",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "drivers/gpu/drm/nouveau/nouveau_svm.c:nouveau_atomic_range_fault",
            "When all pages were tried, the mmap lock is given back. Under the driver's lock, if the sequence number is "
                + "old, or the mirror is gone (MIR-19), all pages are lost to the device; else each that it got is entered into the mirror, exclusive and "
                + "writable: an entry for it keeps its DMA mapping and dirty bit, and one for which no IOVA is free is "
                + "skipped. Only then are the pages unlocked; the entries of those that were not entered stay "
                + "device-exclusive, and nobody uses them. (Where device faults back off, it waits until no window over "
                + "the range is open, and those are lost whose entries are not device-exclusive any more. nouveau "
                + "starts again, for a second at most: two that do so could take the page from each other for ever.)"
        ),
        new(
            "EXC-7",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/memory.c:remove_device_exclusive_entry, restore_exclusive_pte",
            "A CPU fault takes a page back that a device has for itself: it waits for the page's lock and takes it, opens "
                + "an EXCLUSIVE window without an owner over the page, and, if the entry is still the same, maps the page "
                + "as its VMA allows, writable and dirty if the device-exclusive entry was writable, and not young; the "
                + "reference of the entry is the mapping's. Then it closes the window and unlocks the page."
        ),
        new(
            "EXC-8",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_handle_pte",
            "To a device fault or a snapshot of whatever device, the holder too, a device-exclusive entry is empty: what "
                + "is asked for goes through the CPU fault, which takes the page back."
        ),
        new(
            "EXC-9",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/memory.c:copy_nonpresent_pte, try_restore_exclusive_pte (F-5)",
            "fork locks a page for a moment that a device has for itself, maps it in the parent as EXC-7 does, under "
                + "its own window, and copies the entry as any other (FRK-2)."
        ),
        new(
            "EXC-10",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "mm/memory.c:copy_pte_range (-EBUSY), kernel/fork.c:dup_mmap (F-5, ND-13)",
            "If the page is locked, fork ends in ENOMEM: it closes its window and gives back, entry by entry, what the "
                + "child has got; the child never lives, and what the parent may not write any more stays so until it "
                + "is written."
        ),
        new(
            "EXC-11",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/memory.c:zap_pte_range; mm/mprotect.c:change_pte_range; mm/migrate_device.c:migrate_vma_collect_pmd",
            "Whoever clears a device-exclusive entry gives back its reference at once; mprotect takes the right to "
                + "write from it and changes its kind to nothing else; a migration in either direction skips it "
                + "(skipped-exclusive); reclaim does not take it. (In Linux it may get a slot of swap, which its reference "
                + "then keeps it from using.)"
        ),
        new(
            "EXC-12",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "hardware (4.3.4)",
            "An atomic access by a device delivers what a page holds and adds a value to it, in one step. It needs a "
                + "translation of an exclusive entry, or of a writable entry for the device's own memory; the "
                + "translation is taken in a step before, as for a store (MIR-8)."
        ),
        new(
            "EXC-13",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "drivers/gpu/drm/nouveau/nouveau_svm.c:nouveau_svm_fault [spec]",
            "Without such an entry the driver is asked once, which counts as a device fault: a page in the device's own "
                + "memory that may be written is faulted for a store (FLT-1), any other made exclusive."
        ),
        new(
            "EXC-14",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "lib/test_hmm.c:dmirror_exclusive (-EBUSY); ND-18",
            "If that fails, the atomic access ends in its error, and for want of an IOVA in ENOMEM; if the page was not "
                + "to be had, or is lost again before the access, in EBUSY. It has changed nothing, the fault is counted, and nothing promises that the next "
                + "one does better."
        ),
        new(
            "EXC-15",
            ClauseKind.Invariant,
            KernelVersions.Linux61,
            "INV-5, INV-35, NV-6",
            "A device-exclusive entry leads to a frame of system memory that no CPU reaches through this page, and of "
                + "the mirrors that have been told of all windows over the page only one has an entry for it; an "
                + "exclusive entry of a mirror leads to the frame of a device-exclusive entry."
        ),
    ];
}
