namespace HmmSpec.Conformance;

/// <summary>What one block came to.</summary>
/// <param name="block">Its number.</param>
internal sealed class BlockTally(long block)
{
    private readonly Dictionary<string, KnownDivergence> _known = new(StringComparer.Ordinal);

    /// <summary>Its number.</summary>
    public long Block => block;

    /// <summary>How many of its sequences ran.</summary>
    public int Sequences { get; set; }

    /// <summary>How many operations they had together.</summary>
    public long Operations { get; set; }

    /// <summary>Whether it ended at a divergence that is not known.</summary>
    public bool Diverged { get; set; }

    /// <summary>The known divergences, one for each clause.</summary>
    public IEnumerable<KnownDivergence> Known => _known.Values;

    /// <summary>Adds sequences that ended in a known divergence; the first sequence of a clause stands for all.</summary>
    public void CountKnown(KnownDivergence known)
    {
        string clause = known.Finding.Divergence.Clause;
        _known[clause] = _known.TryGetValue(clause, out KnownDivergence? other) ? Both(other, known) : known;
    }

    private static KnownDivergence Both(KnownDivergence left, KnownDivergence right) =>
        (left.Sequence < right.Sequence ? left : right) with
        {
            Count = left.Count + right.Count,
        };
}
