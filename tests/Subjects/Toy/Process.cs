using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

internal enum EntryKind
{
    None,
    Present,
    Swap,
    Device,

    /// <summary>On its way between system and device memory.</summary>
    Migrating,
}

/// <summary>A page-table entry. A present one of a page without rights stands for protnone.</summary>
internal sealed record Entry(EntryKind Kind)
{
    public static Entry None { get; } = new(EntryKind.None);

    public Frame? Frame { get; init; }

    public SwapSlot? Slot { get; init; }

    public bool Writable { get; init; }

    public bool Dirty { get; init; }

    public bool Young { get; init; }

    /// <summary>A present entry as a fault makes it.</summary>
    public static Entry Present(Frame frame, bool writable) =>
        new(EntryKind.Present)
        {
            Frame = frame,
            Writable = writable,
            Dirty = writable,
            Young = true,
        };
}

/// <summary>What a TLB has of a page.</summary>
internal sealed record Translation(Frame Frame, bool Writable);

/// <summary>A process that lives. Its VMAs are the longest runs of pages with the same rights.</summary>
internal sealed class Process(int number, World world)
{
    public int Number => number;

    public Protection?[] Rights { get; } = new Protection?[world.Pages];

    public Entry[] Entries { get; } = [.. Enumerable.Repeat(Entry.None, world.Pages)];

    public Translation?[] Tlb { get; } = new Translation?[world.Pages];

    /// <summary>By the number of the device; null where the device does not mirror this process.</summary>
    public Mirror?[] Mirrors { get; } = new Mirror?[world.Devices];

    public PageRange AddressSpace => new(0, Rights.Length);

    public bool Allows(int page, bool write) => Rights[page] >= (write ? Protection.ReadWrite : Protection.Read);

    /// <summary>The pages from this one on that are in the same VMA and before an end.</summary>
    public PageRange AreaFrom(int page, long end)
    {
        int stop = page;
        while (stop < end && Rights[stop] == Rights[page])
        {
            stop++;
        }

        return new PageRange(page, stop - page);
    }
}
