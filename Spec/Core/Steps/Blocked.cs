namespace HmmSpec.Spec;

/// <summary>What an activity waits for.</summary>
[Closed]
public enum Blocked
{
    /// <summary>Nothing: it can take its step.</summary>
    No,

    /// <summary>The mmap lock of a process.</summary>
    MmapLock,

    /// <summary>The lock of a page that is being migrated or reclaimed.</summary>
    PageLock,

    /// <summary>The update lock of a driver's mirror.</summary>
    DriverLock,

    /// <summary>An invalidation window that is open.</summary>
    Window,

    /// <summary>A device fault that is under way.</summary>
    DeviceFault,

    /// <summary>A migration entry.</summary>
    MigrationEntry,

    /// <summary>A file that is being truncated.</summary>
    FileLock,
}
