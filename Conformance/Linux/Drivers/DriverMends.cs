using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>What mends the driver; each is described in findings/.</summary>
internal static class DriverMends
{
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
            "mirror-of-child-keeps-entry",
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
    ];

    /// <summary>The changes of all but one of them.</summary>
    public static Sequence<DriverRewrite> Without(string id) =>
        [.. All.Where(mend => mend.Id != id).SelectMany(static mend => mend.Rewrites)];
}
