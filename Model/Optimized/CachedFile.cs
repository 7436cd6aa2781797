using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>A file: what storage holds, and which frames, or slots of swap, hold its pages (inode and page cache).</summary>
internal sealed class CachedFile
{
    private readonly ulong[] _stored;
    private readonly int[] _cached;
    private readonly int[] _slots = [];

    public CachedFile(World world, int number)
    {
        int pages = world.FilePages;
        Length = pages;
        IsMemory = world.IsMemoryFile(number);
        _stored = new ulong[pages];
        _cached = new int[pages];
        for (int index = 0; index < pages; index++)
        {
            _stored[index] = FileObject.FirstValue(world, number, index); // FIL-1, FIL-24
        }

        if (IsMemory)
        {
            _slots = new int[pages];
            Array.Fill(_slots, -1);
        }
    }

    /// <summary>Whether it has no storage (FIL-24).</summary>
    public bool IsMemory { get; }

    /// <summary>How many pages it has.</summary>
    public int Length { get; set; }

    /// <summary>How many it can have.</summary>
    public int Capacity => _stored.Length;

    /// <summary>What storage holds of each page.</summary>
    public Span<ulong> Stored => _stored;

    /// <summary>The frame of each page, or <see cref="FrameTable.Zero"/> for one that is not cached.</summary>
    public Span<int> Cached => _cached;

    /// <summary>Of a memory file: the slot of swap that each page is in, or -1; of another one nothing.</summary>
    public Span<int> Slots => _slots;

    /// <summary>The slot of swap that a page is in, or -1.</summary>
    public int SlotOf(int index) => IsMemory ? _slots[index] : -1;

    /// <summary>Whether it has a page of this index.</summary>
    public bool Has(int index) => (uint)index < (uint)Length;
}
