using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>FLT and SNP: the device fault and the snapshot.</summary>
public static class DeviceFaultClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "FLT-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_range_fault; Documentation/mm/hmm.rst",
            "A range fault samples the mirror's sequence number (waiting while it is the notifier's odd one), "
                + "takes the mmap lock for reading, walks the range until every request is met, gives the lock "
                + "back, takes the driver's lock, starts again if the mirror's number changed since, and else "
                + "enters the result into the mirror."
        ),
        new(
            "FLT-2",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "include/linux/hmm.h",
            "What is asked for on a page is its own request under the mask, together with the default; a "
                + "request to write counts only together with a request to fault."
        ),
        new(
            "FLT-3",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_handle_pte",
            "A request to read is met by a present entry and by a device-private entry of the asking device; a "
                + "request to write by a writable one of these (but for FLT-10)."
        ),
        new(
            "FLT-4",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_fault",
            "At the first page whose request is not met, the CPU fault runs for that page, for writing if writing "
                + "was asked for; then the range is walked again. A migration entry is waited for. (Linux goes on at that "
                + "page and reports what it found below it, which may be older; what is entered is compared with the "
                + "sequence number either way. A walk looks at all its pages in one step, where Linux looks one by one.) "
                + "(Linux 6.1 faults the rest of the walk's chunk along with it, whatever was asked for there, and ends in "
                + "EFAULT if it cannot; faulting the one page is the norm, and the rest a freedom, ND-7.)"
        ),
        new(
            "FLT-5",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_walk_test, hmm_vma_walk_hole",
            "A requested page that is in no VMA or in an unreadable one ends the fault in EFAULT (but for FLT-17); "
                + "what was faulted in before stays, and nothing is entered into the mirror."
        ),
        new(
            "FLT-6",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_fault; v9 patch 8",
            "A request to write that is not met, on a page whose VMA is readable and not writable, ends the fault in "
                + "EPERM (in the series of 2015 in EACCES); what was faulted in before stays, and nothing is entered into "
                + "the mirror. (Where FLT-10 holds, a page in the device's own memory meets the request, and there is no "
                + "error.)"
        ),
        new(
            "FLT-7",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_fault",
            "A CPU fault that finds no memory ends the device fault in EFAULT (in the series of 2015 in "
                + "ENOMEM); what was faulted in before stays, and nothing is entered into the mirror."
        ),
        new(
            "FLT-8",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/hmm.c; v9 patch 8",
            "Every page that the walk found valid, asked for or not, is entered into the mirror, in the order "
                + "of the pages: writable if its page-table entry is, so that a read fault gets the right to write "
                + "when it is there; an entry for the same target keeps its DMA mapping and its dirty bit, and gets "
                + "the right to write if the page-table entry has it. A translation that the device has cached "
                + "stays. (As posted, patch 13 passes over an entry that has a DMA address already and leaves it read-only; that is "
                + "not followed.)"
        ),
        new(
            "FLT-9",
            ClauseKind.Rule,
            KernelVersions.None,
            "F-4",
            "A request to write on a read-only page in the device's own memory is not met: the CPU fault "
                + "brings the page to system memory, where the next round of the walk breaks the copy-on-write."
        ),
        new(
            "FLT-10",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_handle_pte; lib/test_hmm.c",
            "In Linux 6.1 a request to write on a page in the device's own memory is always met, without the right "
                + "to write if the entry is read-only; the store that needed it then ends in EFAULT. The fault has entered "
                + "all pages by then, the read-only one too. (A driver may enter neither that nor those behind it, as "
                + "lib/test_hmm.c:dmirror_do_fault does, CON-7.)"
        ),
        new(
            "FLT-11",
            ClauseKind.Error,
            KernelVersions.Linux61,
            "lib/test_hmm.c; mm/hmm.c",
            "A range fault, snapshot, device access or migration ends in ENODEV if the device is not "
                + "attached, EINVAL for a range that is empty or leaves the address space, ENODEV if the device "
                + "does not mirror the process, and EINVAL if the mirror's interval does not contain the range, in "
                + "this order, and changes nothing."
        ),
        new(
            "FLT-12",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c",
            "A range fault that succeeds reports each page as it found it: error, empty, zero frame, "
                + "readable, writable, and the same for the device's own memory. One that fails reports no page."
        ),
        new(
            "FLT-13",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 8 (hmm_device_fault_start, hmm_mirror_fault)",
            "With backoff, a device fault takes the mmap lock for reading and waits until no open window overlaps "
                + "its range; in the step in which there is none it enters the list of device faults under way. It walks, "
                + "gives the lock back, takes the driver's lock, enters the result into the mirror and leaves the list, so "
                + "that its entries are there before any later invalidation of those pages tells the mirror. (The series "
                + "enters while it walks, and gives the lock back last.)"
        ),
        new(
            "FLT-14",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 8 (hmm_mirror_handle_fault)",
            "With backoff, a device fault that has been told to back off leaves the list and starts again. It looks "
                + "before the walk and after it; from then on it ends as if nothing had happened, and the invalidation "
                + "waits for it. (Patch 8 looks before the walk, at each PMD, and once more after the driver's update, and "
                + "then starts again; patch 13 adds the look after the walk.)"
        ),
        new(
            "FLT-15",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 8 (hmm_mirror_fault)",
            "With backoff, a device fault leaves the list before the CPU fault runs for a page whose request is not "
                + "met, and starts again after it."
        ),
        new(
            "FLT-16",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patch 13 (hmm_mirror_dma_map)",
            "With backoff and an IOMMU, a device fault maps what it found for DMA after it has looked once more "
                + "whether it has to back off, and before it takes the driver's lock. A page that another fault has "
                + "entered meanwhile keeps that entry, and the mapping just made is removed; if the mirror is being "
                + "unregistered, all of them are, and the fault starts again, to end in ENODEV."
        ),
        new(
            "FLT-17",
            ClauseKind.Error,
            KernelVersions.V9,
            "v9 patch 8 (hmm_mirror_handle_fault)",
            "In the series of 2015 a request to write asks for the right to write alone: it ends in EACCES in every mapping "
                + "without that right, one that may not even be read among them."
        ),
        new(
            "SNP-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_range_fault; lib/test_hmm.c:dmirror_snapshot",
            "A snapshot samples and walks like a range fault without any request: it never faults and enters "
                + "nothing. Pages in no readable VMA are errors; swap, migration and other devices' memory count as "
                + "empty."
        ),
        new(
            "SNP-2",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c",
            "A snapshot during which the mirror's sequence number changed is taken again."
        ),
    ];
}
