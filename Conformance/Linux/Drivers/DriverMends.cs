using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>What mends the driver; each is described in findings/.</summary>
internal static class DriverMends
{
    /// <summary>Those that leave it as it is which migrations a mirror is told of.</summary>
    public static Sequence<DriverRewrite> ExceptMigration { get; } =
    [
        // A fault on a page in the device's own memory entered the device page, which nothing backs.
        new("dmirror_do_fault", "entry = page;", "entry = BACKING_PAGE(page);"),
        // hmm_range_fault may report such a page without the right to write that was asked for.
        new(
            "dmirror_do_fault",
            "WARN_ON(range->default_flags & HMM_PFN_WRITE)",
            "range->default_flags & HMM_PFN_WRITE"
        ),
    ];

    /// <summary>All, in the order in which they are made.</summary>
    public static Sequence<DriverRewrite> All { get; } =
    [
        .. ExceptMigration,
        // The mirror of another process with a page of the same device was not told that the page comes back: the event
        // has the device as its owner, and the handler of the fault knows the mirror only by which the page had left.
        new(
            "dmirror_interval_invalidate",
            "if (range->event == MMU_NOTIFY_MIGRATE &&\n\t    range->owner == dmirror->mdevice)\n\t\treturn true;",
            ";"
        ),
    ];
}
