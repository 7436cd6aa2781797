using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The value of a page of flat memory.</summary>
/// <param name="Value">What a load delivers.</param>
/// <param name="Leaving">Whether its mapping is going, so that an access may be refused as well as succeed (CON-3).</param>
public readonly record struct FlatPage(ulong Value, bool Leaving) : IHash64
{
    /// <summary>Of a private mapping of a file: whether the process has a copy of its own, which is the value.</summary>
    public bool Own { get; init; }

    /// <summary>Whether its content may be dropped, as it was not stored to since MADV_FREE (ADV-4).</summary>
    public bool LazyFree { get; init; }

    /// <summary>Of a page that a child got early: whether what its parent stores is its own too, until the range is copied.</summary>
    public bool StillShared { get; init; }

    /// <summary>
    /// Of a page that is leaving: whether the page of the file behind it has become a hole meanwhile, and its value is what
    /// that held before, for a TLB may still lead there.
    /// </summary>
    public bool Kept { get; init; }

    /// <summary>Whether its content was lost with a device (EVC-11).</summary>
    public bool Lost { get; init; }

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Pair(
            Value,
            (Leaving ? 1UL : 0)
                | (LazyFree ? 2UL : 0)
                | (Own ? 4UL : 0)
                | (Lost ? 8UL : 0)
                | (StillShared ? 16UL : 0)
                | (Kept ? 32UL : 0)
        );
}

/// <summary>A process as flat memory knows it: rights and values, no frames, no devices.</summary>
/// <param name="Alive">Whether it is there.</param>
/// <param name="Space">What is mapped, with which rights.</param>
/// <param name="Pages">The value of each page; 0 where nothing is mapped, or where a file's value counts.</param>
public sealed record FlatProcess(bool Alive, AddressSpace Space, Table<FlatPage> Pages) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Mix.Triple(Alive ? 1UL : 0, Space.Hash64, Pages.Hash64);

    /// <summary>The page of a file whose value is that of a page; null if the page has a value of its own.</summary>
    public FileAddress? FilePageOf(int page) =>
        Space.BackingOf(page) is { IsFile: true } backing && (backing.IsShared || !Pages[page].Own) && !Pages[page].Kept
            ? backing.At(page)
            : null;
}
