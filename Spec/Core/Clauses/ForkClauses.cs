using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>FRK: fork and copy-on-write.</summary>
public static class ForkClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "FRK-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "kernel/fork.c:dup_mmap; mm/memory.c:copy_page_range",
            "fork takes the parent's mmap lock for writing and, for each VMA in order, opens a "
                + "PROTECTION_PAGE window of the parent over it, has the mirrors told, copies the entries one page "
                + "at a time, flushes the VMA's pages from the parent's TLB and closes the window; then the child "
                + "lives, with the same VMAs and no mirror. (The kernel passes over a VMA that was never written; "
                + "nothing is lost by the window. It flushes the TLB once, after all VMAs.)"
        ),
        new(
            "FRK-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:copy_present_pte",
            "A present or protnone entry becomes read-only in the parent and is copied read-only to the "
                + "child, with its dirty bit, not young; frame and mapping count one more. The zero frame is copied "
                + "without counting."
        ),
        new(
            "FRK-3",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/memory.c:copy_nonpresent_pte (F-1)",
            "A device-private entry becomes read-only in the parent and is copied read-only to the child; the "
                + "device frame counts one reference and one mapping more."
        ),
        new(
            "FRK-4",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/memory.c:copy_nonpresent_pte",
            "A swap entry is copied, and its slot counts one reference more. A migration entry becomes read- "
                + "only in the parent and is copied."
        ),
        new(
            "FRK-5",
            ClauseKind.Error,
            KernelVersions.None,
            "kernel/pid.c:alloc_pid (set_tid)",
            "fork ends in EINVAL for a child's number that no process can have, and in EEXIST if that process lives; "
                + "nothing changes. (Linux looks at it last: what fork does to the parent has been done by then, and its "
                + "ENOMEM comes first.)"
        ),
        new(
            "FRK-6",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-31",
            "A store after fork is seen by the process that made it and by no other."
        ),
        new(
            "FRK-7",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-13",
            "A frame or device frame that a writable entry maps is mapped by no other entry, unless it is of the "
                + "page cache, and a frame in the swap cache by no writable entry, unless the frame is locked."
        ),
        new(
            "FRK-8",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, Aug 12/15 (hmm_mm_fork), v8 20/36 (mm_hmm_migrate_back) (M15-6)",
            "In v9+migration fork copies a page in device memory to a free frame of system memory for the child, mapped as its VMA "
                + "allows, dirty and young; the parent's entry stays as it is, its right to write included, and the device goes on "
                + "using the page meanwhile. A migration entry of a device frame is waited for. (As posted, the parent's mirror is "
                + "made to lead to the copies; that is not followed.)"
        ),
        new(
            "FRK-9",
            ClauseKind.Error,
            KernelVersions.V9,
            "2015 migration half, Aug 12/15 (hmm_mm_fork), v8 20/36 (mm_hmm_migrate_back) (M15-6)",
            "If no frame is free for such a copy, fork ends in ENOMEM, and what the child has got is given back as in EXC-10."
        ),
        new(
            "FRK-10",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half, Aug 12/15 (hmm_mm_fork), v8 20/36 (mm_hmm_migrate_back_cleanup) (M15-6)",
            "In v9+migration a page in the memory of a device in which the parent is not mirrored is lost when fork comes to it: "
                + "the parent's entry is poisoned as in RET-10, and then copied as in EVC-10. (As posted, fork ends in EINVAL if "
                + "the parent has no mirror at all.)"
        ),
    ];
}
