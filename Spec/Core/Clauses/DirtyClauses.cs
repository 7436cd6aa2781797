using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>DRT: dirty and young.</summary>
public static class DirtyClauses
{
    /// <summary>The clauses of these families, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "DRT-1",
            ClauseKind.Rule,
            KernelVersions.V9,
            "v9 patches 7 and 10 (V9-16)",
            "The dirty bit of a mirror entry passes to its frame when the entry goes. (Linux 6.1 leaves this "
                + "to drivers; it is the norm in every profile, but for ADV-6.)"
        ),
        new(
            "DRT-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/rmap.c",
            "The dirty bit of a page-table entry passes to its frame when the entry is replaced by a swap or "
                + "migration entry, or cleared (but for MAP-5 and CPU-6)."
        ),
        new(
            "DRT-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/migrate.c:folio_migrate_flags",
            "A page that moves to a device carries the frame's dirty flag with it; a filled hole is clean."
        ),
        new(
            "DRT-4",
            ClauseKind.Rule,
            KernelVersions.V9,
            "2015 migration half (M15-4)",
            "A page that comes back from a device is dirty. (The norm in every profile, but for ADV-6.)"
        ),
        new(
            "DRT-5",
            ClauseKind.Invariant,
            KernelVersions.All,
            "INV-20",
            "A frame without any dirty record (its own flag, an entry's, a mirror entry's) holds what is "
                + "behind it, its swap slot's value or zeros, unless it is lazily free (ADV-4)."
        ),
    ];
}
