using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The virtual pages from <paramref name="Start"/> on, <paramref name="Count"/> of them.</summary>
/// <param name="Start">The first page, 0-based.</param>
/// <param name="Count">How many pages.</param>
public readonly record struct PageRange(int Start, int Count) : IHash64
{
    /// <summary>The page after the last one.</summary>
    public int End => Start + Count;

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair((ulong)Start, (ulong)Count);

    /// <summary>The pages from <paramref name="start"/> up to <paramref name="end"/>, exclusive.</summary>
    public static PageRange Between(int start, int end) => new(start, end - start);

    /// <summary>Whether the page is in the range.</summary>
    public bool Contains(int page) => page >= Start && page < End;

    /// <summary>Whether all pages of <paramref name="other"/> are in this range.</summary>
    public bool Contains(PageRange other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the two have a page in common.</summary>
    public bool Overlaps(PageRange other) => Start < other.End && other.Start < End;

    /// <summary>The pages that both have.</summary>
    public PageRange Intersect(PageRange other) => Between(Math.Max(Start, other.Start), Math.Min(End, other.End));
}
