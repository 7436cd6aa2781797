using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>A change that takes a defect out of the kernel itself.</summary>
/// <param name="Id">The name of the defect, that of its page in findings/.</param>
/// <param name="Sentence">What the kernel does wrong without it.</param>
/// <param name="File">The file of the kernel's source that it changes.</param>
/// <param name="Rewrites">The change.</param>
public sealed record KernelMend(string Id, string Sentence, string File, Sequence<SourceRewrite> Rewrites)
{
    /// <summary>All, so that there are two kernels: as it is, and with these. They are described in findings/.</summary>
    public static IReadOnlyList<KernelMend> All { get; } =
    [
        new(
            "madv-free-takes-from-others",
            "What one process frees lazily is lost to another that shares it, if it has been in swap.",
            "mm/memory.c",
            [
                // What did not come by way of the swap cache is the only copy from here on, and has to be dirty.
                new(
                    "do_swap_page",
                    "if (should_try_to_free_swap(folio, vma, vmf->flags))\n\t\tfolio_free_swap(folio);",
                    "if (should_try_to_free_swap(folio, vma, vmf->flags))\n\t\tfolio_free_swap(folio);\n"
                        + "\tif (!swapcache)\n\t\tfolio_set_dirty(folio);"
                ),
            ]
        ),
        new(
            "device-page-keeps-flags",
            "A page of a device's memory begins with the flags that it had when it was last freed.",
            "mm/memremap.c",
            [
                // As free_pages_prepare() does for all other pages; pages of devices are reserved as long as there are any.
                new(
                    "zone_device_page_init",
                    "set_page_count(page, 1);",
                    "page->flags &= ~(PAGE_FLAGS_CHECK_AT_PREP & ~(1UL << PG_reserved));\n\tset_page_count(page, 1);"
                ),
            ]
        ),
        new(
            "merged-page-cannot-return",
            "A page that KSM has merged migrates to a device, where ksmd forgets who maps it, and can never come back.",
            "mm/migrate_device.c",
            [
                // Whether a page is merged changes under its lock.
                new(
                    "migrate_vma_collect_pmd",
                    "if (folio_trylock(folio)) {",
                    "if (folio_trylock(folio) && !(folio_test_ksm(folio) && (folio_unlock(folio), true))) {"
                ),
            ]
        ),
        new(
            "exclusive-takes-huge-page",
            "A device that asks for the first page of a huge page takes all of them from programs.",
            "mm/rmap.c",
            [
                // It is the first page, for of others make_device_exclusive_range() lets go.
                new(
                    "page_make_device_exclusive_one",
                    "mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE,",
                    "pvmw.nr_pages = 1;\n\tmmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE,"
                ),
                new("folio_make_device_exclusive", "!folio_mapcount(folio)", "!page_mapcount(&folio->page)"),
            ]
        ),
        new(
            "exclusive-taken-for-migration",
            "Where a device with coherent memory is emptied, what a device has for itself there is mapped again without a word to it.",
            "mm/page_vma_mapped.c",
            [
                // Whoever replaces migration entries asks for these (PVMW_MIGRATION), and leaves what a device has for itself alone.
                new(
                    "check_pte",
                    "if (!is_migration_entry(entry) &&\n\t\t    !is_device_exclusive_entry(entry))",
                    "if (!is_migration_entry(entry))"
                ),
            ]
        ),
    ];

    /// <summary>All that it consists of, by which what is built with it is named.</summary>
    internal IEnumerable<byte[]> Contents =>
        [
            Parts.Bytes(File),
            .. Rewrites
                .AsEnumerable()
                .SelectMany(static rewrite =>
                    new[] { Parts.Bytes(rewrite.Function), Parts.Bytes(rewrite.Find), Parts.Bytes(rewrite.Replace) }
                ),
        ];

    /// <summary>The source of its file with the change.</summary>
    /// <exception cref="LinuxException">The source is not what it is for.</exception>
    public string Apply(string source) => Rewrites.Aggregate(source, static (mended, rewrite) => rewrite.Apply(mended));
}
