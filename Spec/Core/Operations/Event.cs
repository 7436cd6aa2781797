namespace HmmSpec.Spec;

/// <summary>Why an invalidation is sent (enum mmu_notifier_event).</summary>
[Closed]
public enum EventKind
{
    /// <summary>MMU_NOTIFY_UNMAP: the range goes away.</summary>
    Unmap,

    /// <summary>MMU_NOTIFY_CLEAR: the entries change to something else.</summary>
    Clear,

    /// <summary>MMU_NOTIFY_PROTECTION_VMA: the rights of the mapping change.</summary>
    ProtectionVma,

    /// <summary>MMU_NOTIFY_PROTECTION_PAGE: pages are write-protected.</summary>
    ProtectionPage,

    /// <summary>MMU_NOTIFY_RELEASE: the address space ends.</summary>
    Release,

    /// <summary>MMU_NOTIFY_MIGRATE: pages move to or from device memory; carries the owner.</summary>
    Migrate,

    /// <summary>
    /// MMU_NOTIFY_EXCLUSIVE: a device gets a page for itself, and is the owner; or it is taken back, and there is none.
    /// </summary>
    Exclusive,
}

/// <summary>What of an invalidation window an event reports.</summary>
[Closed]
public enum EventPhase
{
    /// <summary>The window opens.</summary>
    Start,

    /// <summary>One mirror is told.</summary>
    Callback,

    /// <summary>The window closes.</summary>
    End,
}

/// <summary>Something that the notifier of a process did.</summary>
/// <param name="Phase">Start, callback or end.</param>
/// <param name="Kind">Why.</param>
/// <param name="Process">Whose address space.</param>
/// <param name="Range">Which pages.</param>
/// <param name="Owner">The device that causes a migration or gets a page for itself, or -1.</param>
/// <param name="Device">The device whose mirror is told, or -1.</param>
public readonly record struct Event(
    EventPhase Phase,
    EventKind Kind,
    int Process,
    PageRange Range,
    int Owner,
    int Device
);
