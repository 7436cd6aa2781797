using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>What mends the driver; each is described in findings/.</summary>
internal static class DriverMends
{
    private const string Lock = "mutex_lock(&dmirror->mutex);";
    private const string Unlock = "mutex_unlock(&dmirror->mutex);";

    /// <summary>The name of the defect that a mirror keeps what another process's migration moves.</summary>
    public const string ChildsEntry = "mirror-of-child-keeps-entry";

    /// <summary>The name of the defect that a mirror keeps what its own migration moves, until it has moved.</summary>
    public const string OwnMigration = "own-migration-keeps-entry";

    /// <summary>All, in the order in which they are made.</summary>
    public static Sequence<DriverMend> All { get; } =
    [
        new(
            "own-page-without-backing",
            "A fault on a page in the device's own memory enters the device page, which nothing backs: oops.",
            [new("dmirror_do_fault", "entry = page;", "entry = BACKING_PAGE(page);")]
        ),
        new(
            "warning-for-own-read-only-page",
            "A store to a page in the device's own memory that may only be read warns of a bug.",
            [
                new(
                    "dmirror_do_fault",
                    "WARN_ON(range->default_flags & HMM_PFN_WRITE)",
                    "range->default_flags & HMM_PFN_WRITE"
                ),
            ]
        ),
        // The event has the device as its owner, whoever's page it is; and the handler of the fault knows only the mirror by
        // which the page had left. Only a mirror that is itself about to enter what it moves may pass by the event.
        new(
            ChildsEntry,
            "A page that a CPU fault brings back stays in the mirror of a process that did not migrate it.",
            [
                new("dmirror_interval_invalidate", "range->owner == dmirror->mdevice", "range->owner == dmirror"),
                new("dmirror_migrate_to_device", "args.pgmap_owner = dmirror->mdevice;", "args.pgmap_owner = dmirror;"),
                // Each event took the page behind its range too, of which a migration then said that it is not there.
                new("dmirror_do_update", "end >> PAGE_SHIFT", "(end - 1) >> PAGE_SHIFT"),
            ]
        ),
        new(
            "store-leaves-no-record",
            "A device's store marks no page dirty: reclaim drops it where no CPU has stored.",
            [new("dmirror_do_write", "kunmap(page);", "kunmap(page);\n\t\tset_page_dirty(page);")]
        ),
        // With the mend of another mirror's entry nobody passes by the event any more; without that one all of the device do.
        new(
            OwnMigration,
            "A device's store beside its own migration goes to the page that was copied already, and is lost.",
            [
                new(
                    "dmirror_interval_invalidate",
                    "range->event == MMU_NOTIFY_MIGRATE &&",
                    "range->event == MMU_NOTIFY_MIGRATE &&\n\t    dmirror->mdevice == range->owner &&"
                ),
                // What is on the device already stays there, and entered; what leaves is let go of before it is copied.
                new(
                    "dmirror_interval_invalidate",
                    "dmirror_do_update(dmirror, range->start, range->end);",
                    "if (range->event != MMU_NOTIFY_MIGRATE || range->owner != dmirror)\n"
                        + "\t\tdmirror_do_update(dmirror, range->start, range->end);"
                ),
                new(
                    "dmirror_migrate_alloc_and_copy",
                    "rpage = BACKING_PAGE(dpage);",
                    $"rpage = BACKING_PAGE(dpage);\n\t\t{Lock}\n"
                        + $"\t\txa_erase(&dmirror->pt, addr >> PAGE_SHIFT);\n\t\t{Unlock}"
                ),
            ]
        ),
        // The number that its own events set is no other's; one migration of a mirror at a time, so that they are its own.
        new(
            "migration-entered-unchecked",
            "What a migration moved is entered although it was discarded meanwhile.",
            [
                new(
                    "struct dmirror",
                    "struct mutex\t\t\tmutex;",
                    "struct mutex\t\t\tmutex;\n\tstruct mutex\t\t\tmoving;\n\tunsigned long\t\t\town_seq;\n\tbool\t\t\t\tlost;"
                ),
                new(
                    "dmirror_fops_open",
                    "mutex_init(&dmirror->mutex);",
                    "mutex_init(&dmirror->mutex);\n\tmutex_init(&dmirror->moving);"
                ),
                new(
                    "dmirror_fops_unlocked_ioctl",
                    "ret = dmirror_migrate_to_device(dmirror, &cmd);",
                    "mutex_lock(&dmirror->moving);\n\t\tret = dmirror_migrate_to_device(dmirror, &cmd);\n"
                        + "\t\tmutex_unlock(&dmirror->moving);"
                ),
                new(
                    "dmirror_migrate_to_device",
                    "ret = migrate_vma_setup(&args);",
                    "dmirror->lost = false;\n\t\tdmirror->own_seq = mmu_interval_read_begin(&dmirror->notifier);\n"
                        + "\t\tret = migrate_vma_setup(&args);"
                ),
                new(
                    "dmirror_interval_invalidate",
                    "mmu_interval_set_seq(mni, cur_seq);",
                    "if (range->event == MMU_NOTIFY_MIGRATE && range->owner == dmirror) {\n"
                        + "\t\tdmirror->lost |= mni->invalidate_seq != dmirror->own_seq;\n"
                        + "\t\tdmirror->own_seq = cur_seq;\n\t}\n\tmmu_interval_set_seq(mni, cur_seq);"
                ),
                new(
                    "dmirror_migrate_finalize_and_map",
                    Lock,
                    $"{Lock}\n\tif (dmirror->lost || dmirror->notifier.invalidate_seq != dmirror->own_seq) {{\n"
                        + $"\t\t{Unlock}\n\t\treturn 0;\n\t}}"
                ),
            ]
        ),
        // The number changes by the device's own event too, which its mirror therefore passes by, as nouveau's does; and by that
        // of a page that a device has for itself already, which is therefore brought back before.
        new(
            "exclusive-entered-unchecked",
            "A page that a device has for itself is entered although it was discarded meanwhile.",
            [
                new(
                    "dmirror_interval_invalidate",
                    "struct dmirror *dmirror = container_of(mni, struct dmirror, notifier);",
                    "struct dmirror *dmirror = container_of(mni, struct dmirror, notifier);\n\n"
                        + "\tif (range->event == MMU_NOTIFY_EXCLUSIVE && range->owner == dmirror)\n\t\treturn true;"
                ),
                new("dmirror_exclusive", "unsigned long next;", "unsigned long next;\n\tunsigned long seq;"),
                new(
                    "dmirror_exclusive",
                    "ret = make_device_exclusive_range(mm, addr, next, pages, NULL);",
                    "get_user_pages_remote(mm, addr, (next - addr) >> PAGE_SHIFT,\n"
                        + "\t\t\t\t      FOLL_WRITE, NULL, NULL, NULL);\n"
                        + "\t\tseq = mmu_interval_read_begin(&dmirror->notifier);\n"
                        + "\t\tret = make_device_exclusive_range(mm, addr, next, pages, dmirror);"
                ),
                new(
                    "dmirror_exclusive",
                    "mapped = dmirror_atomic_map(addr, next, pages, dmirror);",
                    "mapped = dmirror_atomic_map(addr, next, pages, dmirror, seq);"
                ),
                new(
                    "dmirror_exclusive",
                    "if (addr + (mapped << PAGE_SHIFT) < next) {",
                    "if (mapped == (unsigned long)-EAGAIN) {\n\t\t\tnext = addr;\n\t\t\tcontinue;\n\t\t}\n"
                        + "\t\tif (addr + (mapped << PAGE_SHIFT) < next) {"
                ),
                new("dmirror_atomic_map", "struct dmirror *dmirror)", "struct dmirror *dmirror, unsigned long seq)"),
                new(
                    "dmirror_atomic_map",
                    Lock,
                    $"{Lock}\n\tif (mmu_interval_read_retry(&dmirror->notifier, seq)) {{\n\t\t{Unlock}\n\t\treturn -EAGAIN;\n\t}}"
                ),
            ]
        ),
    ];

    /// <summary>The changes of all.</summary>
    public static Sequence<SourceRewrite> Together => Without();

    /// <summary>The changes of all but some of them.</summary>
    public static Sequence<SourceRewrite> Without(params string[] ids) =>
        [.. All.Where(mend => !ids.Contains(mend.Id)).SelectMany(static mend => mend.Rewrites)];
}
