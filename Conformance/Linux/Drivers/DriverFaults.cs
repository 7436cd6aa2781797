namespace HmmSpec.Linux;

/// <summary>
/// Faults that are seeded into the mended driver, so that the subject shows what it finds. None of them is known to
/// generators or budgets.
/// </summary>
internal static class DriverFaults
{
    private const string Invalidate = "dmirror_interval_invalidate";
    private const string Update = "dmirror_do_update(dmirror, range->start, range->end);";
    private const string CopyOut = "dmirror_migrate_alloc_and_copy";
    private const string CopyBack = "dmirror_devmem_fault_alloc_and_copy";
    private const string Load = "entry = xa_load(&dmirror->pt, pfn);";
    private const string LoadFirst = "entry = xa_load(&dmirror->pt, start >> PAGE_SHIFT);";

    /// <summary>All.</summary>
    public static IReadOnlyList<DriverVariant> All { get; } =
    [
        Of("invalidation-ignored", "No invalidation takes anything from a mirror.", Invalidate, Update, ";"),
        Of("unmap-ignored", "A mirror keeps what was unmapped.", Invalidate, Update, Unless("MMU_NOTIFY_UNMAP")),
        Of("clear-ignored", "A mirror keeps what was discarded.", Invalidate, Update, Unless("MMU_NOTIFY_CLEAR")),
        Of("protect-ignored", "A mirror keeps rights.", Invalidate, Update, Unless("MMU_NOTIFY_PROTECTION_VMA")),
        Of(
            "fork-ignored",
            "A mirror keeps rights over fork.",
            Invalidate,
            Update,
            Unless("MMU_NOTIFY_PROTECTION_PAGE")
        ),
        OfMigration(
            "foreign-migration-ignored",
            "A mirror keeps what goes to another device.",
            Invalidate,
            "range->owner == dmirror->mdevice",
            "range->owner"
        ),
        Of(
            "invalidation-begins-late",
            "The first page of an invalidation stays.",
            Invalidate,
            "range->start, range->end",
            "range->start + PAGE_SIZE, range->end"
        ),
        Of(
            "invalidation-ends-early",
            "The last page of an invalidation stays.",
            Invalidate,
            "range->start, range->end",
            "range->start, range->end - 2 * PAGE_SIZE"
        ),
        Of(
            "invalidation-of-one",
            "Only the first entry of an invalidation goes.",
            "dmirror_do_update",
            "xa_erase(&dmirror->pt, pfn);",
            "{ xa_erase(&dmirror->pt, pfn); break; }"
        ),
        Of(
            "copy-out-skipped",
            "A page arrives at the device as zeros.",
            CopyOut,
            "copy_highpage(rpage, spage);",
            "clear_highpage(rpage);"
        ),
        Of(
            "copy-back-skipped",
            "A page comes back as zeros.",
            CopyBack,
            "copy_highpage(dpage, spage);",
            "clear_highpage(dpage);"
        ),
        Of(
            "evicted-uncopied",
            "An evicted page comes back as zeros.",
            "dmirror_device_evict_chunk",
            "copy_highpage(dpage, spage);",
            "clear_highpage(dpage);"
        ),
        Of(
            "fill-uncleared",
            "A new page on the device is not zeros.",
            CopyOut,
            "clear_highpage(rpage);",
            "memset(page_address(rpage), 0x5a, PAGE_SIZE);"
        ),
        OfMigration(
            "entry-kept-on-return",
            "A mirror keeps the entry of a page that comes back.",
            CopyBack,
            "xa_erase(&dmirror->pt, addr >> PAGE_SHIFT);",
            ";"
        ),
        Of(
            "entry-of-source",
            "After a migration the mirror leads to where the page was.",
            "dmirror_migrate_finalize_and_map",
            "entry = BACKING_PAGE(dpage);",
            "entry = migrate_pfn_to_page(*src) ?: BACKING_PAGE(dpage);"
        ),
        Of(
            "migration-invents-right",
            "After a migration every entry may be written.",
            "dmirror_migrate_finalize_and_map",
            "if (*dst & MIGRATE_PFN_WRITE)",
            "if (dpage)"
        ),
        Of(
            "fault-invents-right",
            "A fault enters every page as writable.",
            "dmirror_do_fault",
            "if (*pfns & HMM_PFN_WRITE)",
            "if (page)"
        ),
        Of(
            "store-without-right",
            "A store goes through entries that may only be read.",
            "dmirror_do_write",
            "!page || xa_pointer_tag(entry) != DPT_XA_TAG_WRITE",
            "!page"
        ),
        Of("load-of-first-page", "A load of several pages reads the first one.", "dmirror_do_read", Load, LoadFirst),
        Of(
            "store-to-first-page",
            "A store to several pages writes the first one.",
            "dmirror_do_write",
            Load,
            LoadFirst
        ),
        Of(
            "half-a-store",
            "A store writes half of a page.",
            "dmirror_do_write",
            "memcpy(tmp, ptr, PAGE_SIZE);",
            "memcpy(tmp, ptr, PAGE_SIZE / 2);"
        ),
        Of(
            "store-faults-to-read",
            "A store faults for reading.",
            "dmirror_write",
            "dmirror_fault(dmirror, start, end, true)",
            "dmirror_fault(dmirror, start, end, false)"
        ),
        Of(
            "snapshot-invents-right",
            "A snapshot shows every page as writable.",
            "dmirror_mkentry",
            "if (entry & HMM_PFN_WRITE)",
            "if (entry & HMM_PFN_VALID)"
        ),
        Of(
            "snapshot-hides-zero",
            "A snapshot shows the zero page as another.",
            "dmirror_mkentry",
            "is_zero_pfn(page_to_pfn(page))",
            "!page"
        ),
        Of(
            "snapshot-of-nobody",
            "A snapshot does not know the device's own memory.",
            "dmirror_snapshot",
            ".dev_private_owner = dmirror->mdevice,",
            ".dev_private_owner = NULL,"
        ),
        Of(
            "migration-too-wide",
            "A migration moves pages that nobody asked for.",
            "dmirror_migrate_to_device",
            "next = min(end, addr",
            "next = min(vma->vm_end, addr"
        ),
        Of(
            "exclusive-in-part",
            "A device is said to have all pages for itself although it did not get all.",
            "dmirror_exclusive",
            "if (addr + (mapped << PAGE_SHIFT) < next)",
            "if (false)"
        ),
        Of(
            "migration-unfinished",
            "A migration back does not let go of its pages.",
            "dmirror_migrate_to_system",
            "migrate_vma_finalize(&args);",
            ";"
        ),
    ];

    private static string Unless(string mmuEvent) => $"if (range->event != {mmuEvent}) {Update}";

    private static DriverVariant Of(string id, string sentence, string function, string find, string replace) =>
        new(id, sentence, [.. DriverMends.Together, new SourceRewrite(function, find, replace)]);

    // Where the driver tells its own migrations from others'.
    private static DriverVariant OfMigration(
        string id,
        string sentence,
        string function,
        string find,
        string replace
    ) =>
        new(
            id,
            sentence,
            [
                .. DriverMends.Without(DriverMends.ChildsEntry, DriverMends.OwnMigration),
                new SourceRewrite(function, find, replace),
            ]
        );
}
