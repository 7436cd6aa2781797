using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>EVC: eviction.</summary>
public static class EvictionClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "EVC-1",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_device_range",
            "evict takes frames of a device's memory, whoever maps them, in the order of the lowest process "
                + "and page that maps each, at most as many as asked for, and moves them to system memory without "
                + "any mmap lock: all are locked and referenced; then of each, in order, every mapping becomes a "
                + "migration entry under a CLEAR window of its own (MIG-6); then copy, commit and finalize. There "
                + "is nothing left to silence, for a CLEAR window is told to every mirror. (The order is the "
                + "canonical one; Linux goes by frame number.)"
        ),
        new(
            "EVC-2",
            ClauseKind.Rule,
            KernelVersions.Linux61,
            "mm/migrate_device.c:migrate_device_range",
            "A page that is locked, has another reference, or finds no free frame stays; evict succeeds all "
                + "the same and delivers how many pages left."
        ),
        new(
            "EVC-3",
            ClauseKind.Error,
            KernelVersions.None,
            "[spec]",
            "evict ends in ENODEV for a device that is not attached, and in EINVAL for a count below 0."
        ),
    ];
}
