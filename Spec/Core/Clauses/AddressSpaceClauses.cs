using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>MAP: address spaces, mappings and zero-fill.</summary>
public static class AddressSpaceClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "MAP-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmap.c",
            "A run begins with process 0 alive and nothing mapped, no frame, slot or device in use; other "
                + "processes come to be by fork only."
        ),
        new(
            "MAP-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmap.c:mmap_region",
            "map makes a VMA of private anonymous memory over a range that was free; it has no entries and "
                + "needs no notification. Neighbouring VMAs with equal rights are one VMA (the kernel merges less "
                + "eagerly)."
        ),
        new(
            "MAP-3",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mmap.c:do_mmap (MAP_FIXED_NOREPLACE)",
            "map over a range in which any page is mapped already ends in EEXIST and changes nothing."
        ),
        new(
            "MAP-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmap.c:do_mas_align_munmap, mm/memory.c:unmap_vmas",
            "unmap takes the mmap lock for writing, removes the VMAs of the range, and, if any page of it was "
                + "mapped, goes on with the lock held for reading: it opens one UNMAP window over the whole range, "
                + "has every mirror told, clears the entries one page at a time, flushes the range from the CPU's "
                + "TLB, closes the window, only then frees the frames, and gives the lock back; a range with nothing "
                + "mapped ends well without a window. From the removal on a CPU fault in the range is refused. "
                + "(Linux may flush after the window has closed, but before it frees the frames; with many pages it frees in "
                + "batches while the window is open.)"
        ),
        new(
            "MAP-5",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:zap_pte_range",
            "Clearing an entry ends its mapping: a present entry (its dirty bit passes to the frame, unless that is "
                + "lazily free) gives its frame back after the window has closed, a swap entry gives back its slot's "
                + "reference at once, a device-private entry gives back the device frame at once, a migration entry gives "
                + "nothing back and is not restored, and the zero frame is not counted. A CPU that has the translation in "
                + "its TLB uses the frame until the flush. (In Linux the dirty bit passes to frames of files only: the "
                + "last mapping of another goes with its content.)"
        ),
        new(
            "MAP-6",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mprotect.c:do_mprotect_pkey, mprotect_fixup",
            "protect takes the mmap lock for writing and goes through the range VMA by VMA: a VMA whose "
                + "rights are already those asked for is passed over without a window; for every other one it "
                + "changes the rights of the part that lies in the range, opens a PROTECTION_VMA window over that "
                + "part, has every mirror told, changes the entries one page at a time, flushes the part from the "
                + "CPU's TLB and closes the window. (Linux opens its windows only where something is mapped, and flushes after "
                + "they have closed, with the mmap lock still held.)"
        ),
        new(
            "MAP-7",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/mprotect.c:do_mprotect_pkey",
            "protect that meets a page in no VMA ends in ENOMEM there; the VMAs before it are changed, "
                + "nothing after it is."
        ),
        new(
            "MAP-8",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mprotect.c:change_pte_range",
            "A change of rights takes write permission from entries of every kind when the new rights do not allow "
                + "writing, adds none (the next store faults; but for FIL-26), turns present entries into protnone entries "
                + "when the new rights allow nothing, and protnone entries into present ones, read-only, when they allow "
                + "reading; dirty and young bits stay. (Linux may give the right to write back at once where the entry is "
                + "dirty and, in a private mapping, the frame exclusive; the entry that stays read-only is the canonical "
                + "one.)"
        ),
        new(
            "MAP-9",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_anonymous_page",
            "A read fault on an empty entry maps the shared zero frame read-only, young and clean, without "
                + "notification."
        ),
        new(
            "MAP-10",
            ClauseKind.Choice,
            KernelVersions.All,
            "mm/memory.c:do_anonymous_page",
            "Canonical is the zero frame; an implementation may map a zeroed frame of its own, read-only, " + "instead."
        ),
        new(
            "MAP-11",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:do_anonymous_page",
            "A write fault on an empty entry takes a free frame, fills it with zeros and maps it writable, "
                + "young and dirty, without notification; the frame itself is clean."
        ),
        new(
            "MAP-12",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/madvise.c:madvise_dontneed_single_vma, mm/memory.c:zap_page_range_single",
            "dontneed takes the mmap lock for reading and, for each VMA that the range meets, in order, opens "
                + "a CLEAR window over the common part, has every mirror told, clears the entries one page at a "
                + "time, each together with its translation in the CPU's TLB, closes the window and frees the "
                + "frames; the mapping stays and reads as zeros. (Linux flushes after the window has closed, with the lock held "
                + "for reading only: another thread may by then have a new page while one that has not been flushed still "
                + "uses the old one. Here the clearing and the flush of a page are one step.)"
        ),
        new(
            "MAP-13",
            ClauseKind.Error,
            KernelVersions.All,
            "mm/madvise.c:madvise_walk_vmas",
            "dontneed over a range in which some page is in no VMA does its work on the others and ends in " + "ENOMEM."
        ),
        new(
            "MAP-14",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/mmap.c:exit_mmap, mm/mmu_notifier.c:mn_itree_release",
            "exit opens a RELEASE window (in Linux an UNMAP window follows it, which tells interval notifiers that are still "
                + "registered once more, and finds their mirrors empty) over the whole address space, has every mirror told and ended with it, clears all entries, "
                + "flushes the CPU's TLB, closes the window and frees the frames when no other window of the "
                + "process is open; the process is gone, and its number can be given to a child, whose address "
                + "space begins anew."
        ),
        new(
            "MAP-15",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "lib/test_hmm.c:dmirror_fault (mmget_not_zero), kernel/fork.c:mmput",
            "A device fault holds the address space from taking the mmap lock until its result is in the mirror: exit "
                + "begins only when none is under way. (test_hmm holds it from before the sample on. With backoff, the RELEASE "
                + "window makes it back off instead.)"
        ),
    ];
}
