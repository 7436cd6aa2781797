namespace HmmSpec.Linux;

/// <summary>
/// Faults that are seeded into the mended driver and that no answer shows: what operations do is right. Only the debug kernel
/// reports them.
/// </summary>
internal static class DriverQuietFaults
{
    private const string TakeMm = "mmap_read_lock(mm);";
    private const string TakeMemory = "mutex_lock(&dmirror->mdevice->devmem_lock);";
    private const string LeaveMemory = "mutex_unlock(&dmirror->mdevice->devmem_lock);";
    private const string TakePages = "spin_lock(&mdevice->lock);";
    private const string Destroy = "xa_destroy(&dmirror->pt);";
    private const string Free = "kfree(dmirror);";

    /// <summary>All.</summary>
    public static IReadOnlyList<DriverVariant> All { get; } =
    [
        Of(
            "locks-crossed",
            "A migration back takes the lock of the device's memory before that of the mm, one to the device behind it (lockdep).",
            "dmirror_migrate_to_system",
            TakeMm,
            $"{TakeMemory}\n\t{TakeMm}\n\t{LeaveMemory}"
        ),
        Of(
            "sleeps-under-spinlock",
            "Memory that may have to be waited for is asked for under a spinlock (DEBUG_ATOMIC_SLEEP).",
            "dmirror_devmem_alloc_page",
            TakePages,
            $"{TakePages}\n\tkfree(kmalloc(8, GFP_KERNEL));"
        ),
        Of(
            "mirror-used-freed",
            "The entries of a mirror are destroyed when its memory has been given back (KASAN).",
            "dmirror_fops_release",
            $"{Destroy}\n\t{Free}",
            $"{Free}\n\t{Destroy}"
        ),
        Of(
            "destination-not-locked",
            "A page comes back into one that nobody has locked (DEBUG_VM).",
            "dmirror_devmem_fault_alloc_and_copy",
            "lock_page(dpage);",
            ";"
        ),
    ];

    private static DriverVariant Of(string id, string sentence, string function, string find, string replace) =>
        new(id, sentence, [.. DriverMends.Together, new SourceRewrite(function, find, replace)]);
}
