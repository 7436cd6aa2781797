using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// One thing that a process, the kernel or a device does. Processes, pages and devices are named by numbers from 0 on;
/// frames, swap slots and IOVAs never are. Every operation is legal in every state: what makes no sense ends in an
/// errno.
/// </summary>
[Closed]
public abstract record Operation;

/// <summary>mmap of private anonymous memory at a fixed place that must be free (MAP_FIXED_NOREPLACE).</summary>
public sealed record Map(int Process, PageRange Range, Protection Protection) : Operation;

/// <summary>munmap.</summary>
public sealed record Unmap(int Process, PageRange Range) : Operation;

/// <summary>mprotect.</summary>
public sealed record Protect(int Process, PageRange Range, Protection Protection) : Operation;

/// <summary>madvise MADV_DONTNEED.</summary>
public sealed record DontNeed(int Process, PageRange Range) : Operation;

/// <summary>A load by the CPU.</summary>
public sealed record Load(int Process, int Page) : Operation;

/// <summary>A store by the CPU.</summary>
public sealed record Store(int Process, int Page, ulong Value) : Operation;

/// <summary>fork; the number of the child is chosen as with clone3 and set_tid.</summary>
public sealed record Fork(int Process, int Child) : Operation;

/// <summary>The exit of a process and of its address space.</summary>
public sealed record Exit(int Process) : Operation;

/// <summary>Reclaim of the system page behind a virtual page, as the kernel does it by its own choice.</summary>
public sealed record SwapOut(int Process, int Page) : Operation;

/// <summary>A device appears, with memory of its own and a way to reach system memory.</summary>
/// <param name="Device">Its number.</param>
/// <param name="Capacity">How many frames of memory the device has.</param>
/// <param name="Dma">How it reaches system memory.</param>
/// <param name="Iovas">The size of its IOVA space; without meaning for direct DMA.</param>
public sealed record Attach(int Device, int Capacity, DmaKind Dma, int Iovas) : Operation;

/// <summary>A device begins to mirror a range of a process's address space (mmu_interval_notifier_insert).</summary>
public sealed record Register(int Process, int Device, PageRange Range) : Operation;

/// <summary>A device ceases to mirror a process (mmu_interval_notifier_remove).</summary>
public sealed record Unregister(int Process, int Device) : Operation;

/// <summary>hmm_range_fault, and the driver's entry of the result into its mirror.</summary>
/// <param name="Process">Whose address space.</param>
/// <param name="Device">Which device faults.</param>
/// <param name="Range">Which pages.</param>
/// <param name="Default">The request that every page has (default_flags).</param>
/// <param name="Mask">What of the requests of the single pages counts (pfn_flags_mask).</param>
/// <param name="Pages">The request of each page, or none at all if there are fewer than pages.</param>
public sealed record RangeFault(
    int Process,
    int Device,
    PageRange Range,
    Request Default,
    Request Mask,
    Sequence<Request> Pages
) : Operation
{
    /// <summary>What is asked for on the page at this offset into the range.</summary>
    public Request RequestAt(int offset) => Default | (offset < Pages.Count ? Pages[offset] & Mask : Request.None);
}

/// <summary>Loads by a device of one page after another.</summary>
public sealed record DeviceLoad(int Process, int Device, PageRange Range) : Operation;

/// <summary>Stores by a device to one page after another: the first gets the value, each next one a value one higher.</summary>
public sealed record DeviceStore(int Process, int Device, PageRange Range, ulong Value) : Operation;

/// <summary>hmm_range_fault without any request: what is there, without a fault.</summary>
public sealed record Snapshot(int Process, int Device, PageRange Range) : Operation;

/// <summary>The driver moves system pages of a range to its device's memory (migrate_vma, MIGRATE_VMA_SELECT_SYSTEM).</summary>
public sealed record MigrateToDevice(int Process, int Device, PageRange Range) : Operation;

/// <summary>The driver moves pages of its device's memory back (migrate_vma, MIGRATE_VMA_SELECT_DEVICE_PRIVATE).</summary>
public sealed record MigrateToSystem(int Process, int Device, PageRange Range) : Operation;

/// <summary>The driver empties frames of its device whoever maps them (migrate_device_range).</summary>
/// <param name="Device">Which device.</param>
/// <param name="Count">How many of its frames, in the order of the lowest process and page that maps each.</param>
public sealed record Evict(int Device, int Count) : Operation;

/// <summary>
/// A device gets pages of system memory for itself (make_device_exclusive_range), and its driver enters them into the
/// mirror, so that the device can access them atomically.
/// </summary>
public sealed record MakeExclusive(int Process, int Device, PageRange Range) : Operation;

/// <summary>An atomic access by a device: it delivers what a page holds, and adds a value to it.</summary>
public sealed record DeviceAtomic(int Process, int Device, int Page, ulong Value) : Operation;

/// <summary>mremap: a range gets more or fewer pages, or another place; delivers where it then begins.</summary>
/// <param name="Process">Whose address space.</param>
/// <param name="Range">The old pages; there may be none.</param>
/// <param name="NewCount">How many pages it has afterwards.</param>
/// <param name="Flags">Whether and how it may move.</param>
/// <param name="NewStart">Where it goes with FIXED, and preferably with DONTUNMAP; else without meaning.</param>
public sealed record Remap(int Process, PageRange Range, int NewCount, RemapFlags Flags, int NewStart) : Operation;

/// <summary>madvise, but for MADV_DONTNEED.</summary>
public sealed record Advise(int Process, PageRange Range, Advice Advice) : Operation;

/// <summary>mmap of a file, which is open for reading and writing, at a fixed place that must be free.</summary>
/// <param name="Process">Whose address space.</param>
/// <param name="Range">Which pages.</param>
/// <param name="Protection">The rights.</param>
/// <param name="File">Which file.</param>
/// <param name="Offset">The index of the file's page behind the first of them; it may lie beyond the end.</param>
/// <param name="Sharing">Whom it shows stores.</param>
public sealed record MapFile(int Process, PageRange Range, Protection Protection, int File, int Offset, Sharing Sharing)
    : Operation;

/// <summary>Writes dirty pages of a file to storage and waits for it (fsync, sync_file_range).</summary>
public sealed record WriteBack(int File, PageRange Range) : Operation;

/// <summary>Takes pages of a file that nobody maps out of the page cache (posix_fadvise, POSIX_FADV_DONTNEED).</summary>
public sealed record DropCache(int File, PageRange Range) : Operation;

/// <summary>ftruncate: a file gets another length, in pages.</summary>
public sealed record Truncate(int File, int Length) : Operation;

/// <summary>fallocate FALLOC_FL_PUNCH_HOLE, as madvise MADV_REMOVE does it too: pages of a file become zeros.</summary>
public sealed record PunchHole(int File, PageRange Range) : Operation;

/// <summary>A device goes in good order: its driver is unbound, and brings back what is in its memory first.</summary>
public sealed record Detach(int Device) : Operation;

/// <summary>A device is gone without notice, and with it what its memory held.</summary>
public sealed record Lose(int Device) : Operation;

/// <summary>A fault of the surroundings: the next update of a mirror that an invalidation asks its driver for will fail.</summary>
public sealed record FailUpdate(int Process, int Device) : Operation;

/// <summary>
/// Compaction of the system page behind a virtual page, as the kernel does it by its own choice: it moves to another frame.
/// </summary>
public sealed record Compact(int Process, int Page) : Operation;

/// <summary>
/// A driver pins a page of a process for as long as it likes, to store to it by DMA (pin_user_pages, FOLL_WRITE and
/// FOLL_LONGTERM, as RDMA does).
/// </summary>
/// <param name="Process">Whose page.</param>
/// <param name="Page">Which page.</param>
/// <param name="Number">The number by which the pin is known, which must be free.</param>
public sealed record Pin(int Process, int Page, int Number) : Operation;

/// <summary>The driver gives a pin back (unpin_user_pages_dirty_lock).</summary>
public sealed record Unpin(int Number) : Operation;

/// <summary>mlock: pages of a range are brought in, and reclaim passes over them from then on.</summary>
public sealed record Mlock(int Process, PageRange Range) : Operation;

/// <summary>munlock.</summary>
public sealed record Munlock(int Process, PageRange Range) : Operation;
