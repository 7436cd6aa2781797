namespace HmmSpec.Linux;

/// <summary>
/// Faults that are seeded into the mended driver and that no answer shows: what operations do is right. Only the debug kernel
/// reports them.
/// </summary>
internal static class DriverQuietFaults
{
    private const string TakeMm = "mmap_read_lock(mm);";
    private const string TakeMirror = "mutex_lock(&dmirror->mutex);";
    private const string LeaveMirror = "mutex_unlock(&dmirror->mutex);";
    private const string TakePages = "spin_lock(&dmirror->mdevice->lock);";
    private const string LeavePages = "spin_unlock(&dmirror->mdevice->lock);";
    private const string FreeBuffer = "dmirror_bounce_fini(&bounce);";
    private const string Deliver = "if (copy_to_user(";

    /// <summary>All.</summary>
    public static IReadOnlyList<DriverVariant> All { get; } =
    [
        Of(
            "locks-crossed",
            "A migration back takes the mirror's lock before that of the mm, an invalidation behind it (lockdep).",
            new SourceRewrite("dmirror_migrate_to_system", TakeMm, $"{TakeMirror}\n\t{TakeMm}\n\t{LeaveMirror}")
        ),
        Of(
            "sleeps-under-spinlock",
            "A device's store takes a mutex while it holds a spinlock (DEBUG_ATOMIC_SLEEP).",
            new SourceRewrite("dmirror_write", TakeMirror, $"{TakePages}\n\t\t{TakeMirror}\n\t\t{LeavePages}")
        ),
        Of(
            "buffer-used-freed",
            "What a device has loaded is delivered from memory that has been given back (KASAN).",
            new SourceRewrite("dmirror_read", FreeBuffer, ";"),
            new SourceRewrite("dmirror_read", Deliver, $"{FreeBuffer}\n\t\t{Deliver}")
        ),
        Of(
            "destination-not-locked",
            "A page comes back into one that nobody has locked (DEBUG_VM).",
            new SourceRewrite("dmirror_devmem_fault_alloc_and_copy", "lock_page(dpage);", ";")
        ),
    ];

    private static DriverVariant Of(string id, string sentence, params SourceRewrite[] rewrites) =>
        new(id, sentence, [.. DriverMends.Together, .. rewrites]);
}
