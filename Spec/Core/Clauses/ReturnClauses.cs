using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>RET: return to system memory.</summary>
public static class ReturnClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "RET-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/memory.c:do_swap_page; lib/test_hmm.c:dmirror_devmem_fault",
            "A CPU fault on a device-private entry migrates that one page to system memory with the phases of MIG-1, "
                + "under the faulting process's mmap lock, with a MIGRATE window owned by the page's device. (A driver may "
                + "bring its neighbours home with it, CON-7: amdkfd does.)"
        ),
        new(
            "RET-2",
            ClauseKind.Error,
            KernelVersions.None,
            "VM_FAULT_OOM; M15-5",
            "If no frame is free, the fault ends in ENOMEM, and the page stays on the device, its entry as it was; "
                + "the mirrors have been told, and the device's own entry for the page is gone. (A driver may also have "
                + "the fault repeated, answer with SIGBUS, or, having looked for a frame first, keep its own entry.)"
        ),
        new(
            "RET-3",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "lib/test_hmm.c:dmirror_migrate_to_system",
            "migrate-to-system takes the pages of the range that are in the asking device's memory back, VMA "
                + "by VMA, with the phases of MIG-1; empty entries, entries of system memory or of another device, "
                + "and pages in swap are skipped, each with its reason (skipped-empty, skipped-not-selected, skipped-swap). An entry of the zero frame counts as system "
                + "memory."
        ),
        new(
            "RET-4",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c; lib/test_hmm.c:dmirror_devmem_fault_alloc_and_copy",
            "Copy takes a free frame of system memory, locked; a page for which none is free is given up. No IOVA is "
                + "needed: a driver keeps one in reserve for the way back. (That is the norm: nouveau and amdkfd map the "
                + "frame then, and answer SIGBUS if they cannot.)"
        ),
        new(
            "RET-5",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate.c:remove_migration_pte",
            "Finalize replaces the migration entries by present entries of the new frame (protnone ones in a "
                + "VMA without rights), writable if the migration entry was and the VMA is, neither dirty nor "
                + "young; the device frame is free after it."
        ),
        new(
            "RET-6",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/hmm.c:hmm_vma_handle_pte",
            "A request of another device on a page in a device's memory is not met; the CPU fault brings the "
                + "page to system memory, where both may mirror it."
        ),
        new(
            "RET-7",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_device_unmap (F-3)",
            "A device page that fork shared comes back for all processes that map it, as one frame, read-only "
                + "in each."
        ),
        new(
            "RET-8",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, v8 20/36 (mm_hmm_migrate_back: no need to invalidate) (M15-4, M15-1)",
            "In v9+migration no mirror is told in the MIGRATE window of the collection on the way back: only the device's own "
                + "can have the pages, and drops them at silence (its driver's copy_from_device). Device faults are kept "
                + "apart by the window all the same [spec]."
        ),
        new(
            "RET-9",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, v8 20/36 (mm_hmm_migrate_back) (M15-4)",
            "In v9+migration a page that has come back from a device is mapped writable and dirty if its VMA is writable, "
                + "whatever its entry was: nobody shares it (FRK-8, MIG-25)."
        ),
        new(
            "RET-10",
            ClauseKind.Error,
            KernelVersions.V9,
            "2015 migration half, hmm_handle_cpu_fault, hmm_migrate_back (M15-4, M15-5)",
            "In v9+migration a CPU fault on a page in the memory of a device in which the process is not mirrored finds "
                + "nobody to bring it: the entry is poisoned in one step, the device frame free, and the fault ends as in "
                + "EVC-9. A page whose frame is locked is waited for. (In the series the page is lost when its mirror goes, for "
                + "the mirror's table said where it was, and so is one that remap moves; here it is lost when it is touched "
                + "without a mirror, and a driver may bring it home before.)"
        ),
    ];
}
