using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <summary>A device: memory of its own, and a way to that of the system.</summary>
internal sealed class Device(int number, int capacity, int? iovas)
{
    public int Number => number;

    public Supply Memory { get; } = new(capacity);

    /// <summary>The I/O virtual addresses; null for a device that needs none.</summary>
    public Supply? Iovas { get; } = iovas is int count ? new Supply(count) : null;
}

/// <summary>An entry of a mirror.</summary>
internal sealed record DeviceEntry(Frame Frame, bool Writable, bool Dirty);

/// <summary>What a device has of the page table of a process.</summary>
internal sealed class Mirror(Process process, Device device, PageRange interval)
{
    public Process Process => process;

    public Device Device => device;

    public PageRange Interval => interval;

    public DeviceEntry?[] Entries { get; } = new DeviceEntry?[process.Rights.Length];

    public Translation?[] Tlb { get; } = new Translation?[process.Rights.Length];

    public bool Overlaps(PageRange range) => range.Start < interval.End && interval.Start < range.End;
}
