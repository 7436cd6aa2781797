using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>CMP: the kernel moves a system page to another frame (compaction, move_pages).</summary>
public static class CompactionClauses
{
    /// <summary>The clauses of this family, in order.</summary>
    public static Sequence<Clause> All { get; } =
    [
        new(
            "CMP-1",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/migrate.c:migrate_folio_unmap, migrate_folio_move, migrate_folio, remove_migration_pte; mm/rmap.c:try_to_migrate_one",
            "compact of a page whose entry maps a frame (present or protnone, not the zero frame) takes a free "
                + "frame, locks both, and turns each mapping, in the order of process and page, into a migration entry "
                + "under a CLEAR window over that page in that process (mirrors told; entry replaced, its dirty bit passed "
                + "on, the CPU's TLB flushed, in one step). In one step the new frame then takes the place of the old one, "
                + "which is free: it has its content, is as dirty and as lazily free, and is what the swap cache or the "
                + "page cache holds. At last each migration entry maps it, as its VMA allows and writable if it was, clean "
                + "and old; nobody is told. (In Linux the entries lead to the old frame until they are replaced, which "
                + "nobody can see, and they remember dirty and young.)"
        ),
        new(
            "CMP-2",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/compaction.c:isolate_migratepages_block; mm/migrate.c:add_page_for_migration, migrate_folio_unmap",
            "compact delivers 1 if the page moved, and 0, without any change, if its entry maps no frame, the frame is locked, "
                + "no frame is free, or the frame is in no cache and has a reference besides its mappings. So pages in "
                + "device memory, on their way, and those that a device has for itself stay. (move_pages waits for the "
                + "page lock, takes pages with one mapping unless it is told otherwise, and looks at references later, CMP-3.)"
        ),
        new(
            "CMP-3",
            ClauseKind.Rule,
            KernelVersions.All,
            "mm/migrate.c:folio_migrate_mapping, migrate_pages_batch (EAGAIN)",
            "If somebody else has a reference when all mappings of the page are migration entries, it stays: the free frame is "
                + "given back, each migration entry maps the old frame again, clean and old, nobody is told, and compact "
                + "delivers 0. (Linux tries again, up to ten times.)"
        ),
    ];
}
