namespace HmmSpec.Spec;

/// <summary>What an operation over a range says of one page.</summary>
[Closed]
public enum PageResult
{
    /// <summary>The operation ended before it came to this page.</summary>
    NotReached,

    /// <summary>Range fault, snapshot: nothing mapped here, or not readable (HMM_PFN_ERROR).</summary>
    Error,

    /// <summary>Range fault, snapshot: no valid entry.</summary>
    Empty,

    /// <summary>Range fault, snapshot: the shared zero page, to be read.</summary>
    Zero,

    /// <summary>Range fault, snapshot: system memory, to be read.</summary>
    Read,

    /// <summary>Range fault, snapshot: system memory, to be read and written.</summary>
    Write,

    /// <summary>Range fault, snapshot: the asking device's own memory, to be read.</summary>
    DeviceRead,

    /// <summary>Range fault, snapshot: the asking device's own memory, to be read and written.</summary>
    DeviceWrite,

    /// <summary>Migration: moved.</summary>
    Migrated,

    /// <summary>Migration: there was no page; a zeroed one was made at the destination.</summary>
    Filled,

    /// <summary>Migration skipped: there is nothing here to take back.</summary>
    SkippedEmpty,

    /// <summary>Migration skipped: the page is not where the request wants to take it from.</summary>
    SkippedNotSelected,

    /// <summary>Migration skipped: the page is in swap.</summary>
    SkippedSwap,

    /// <summary>Migration skipped: the page is in the swap cache and must not go to a device.</summary>
    SkippedSwapCache,

    /// <summary>Migration, make-exclusive skipped: somebody else holds the page's lock, or migrates it already.</summary>
    SkippedLocked,

    /// <summary>Migration skipped: the page has a reference that is not explained by its mappings.</summary>
    SkippedReferenced,

    /// <summary>Migration skipped: the destination has no free frame.</summary>
    SkippedNoMemory,

    /// <summary>Migration, make-exclusive skipped: no IOVA was free for the copy, or for the entry.</summary>
    SkippedNoDma,

    /// <summary>Migration, make-exclusive skipped: meanwhile somebody else changed the entry.</summary>
    SkippedLost,

    /// <summary>Migration skipped: the driver chose to leave the page where it is.</summary>
    SkippedByDriver,

    /// <summary>Make-exclusive: the device has the page for itself.</summary>
    Exclusive,

    /// <summary>Migration skipped: a device has the page for itself.</summary>
    SkippedExclusive,

    /// <summary>Migration skipped: the page is in the page cache and must not go to a device.</summary>
    SkippedPageCache,

    /// <summary>Migration skipped: the page is lost.</summary>
    SkippedPoisoned,
}
