using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>A file: what storage holds, and which frames hold its pages (inode and page cache).</summary>
internal sealed class CachedFile
{
    private readonly ulong[] _stored;
    private readonly int[] _cached;

    public CachedFile(int number, int pages)
    {
        Length = pages;
        _stored = new ulong[pages];
        _cached = new int[pages];
        for (int index = 0; index < pages; index++)
        {
            _stored[index] = FileObject.FirstValue(number, index); // FIL-1
        }
    }

    /// <summary>How many pages it has.</summary>
    public int Length { get; set; }

    /// <summary>How many it can have.</summary>
    public int Capacity => _stored.Length;

    /// <summary>What storage holds of each page.</summary>
    public Span<ulong> Stored => _stored;

    /// <summary>The frame of each page, or <see cref="FrameTable.Zero"/> for one that is not cached.</summary>
    public Span<int> Cached => _cached;

    /// <summary>Whether it has a page of this index.</summary>
    public bool Has(int index) => (uint)index < (uint)Length;
}
