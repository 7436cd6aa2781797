namespace HmmSpec.Conformance;

/// <summary>
/// Adds up what the blocks came to in the order of their numbers, in whatever order the workers end them: so that what is
/// told on the way, and what counts if the run ends at a divergence, does not depend on the workers. What other workers
/// did behind the divergence is left out.
/// </summary>
internal sealed class BlocksInOrder
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, BlockTally> _waiting = [];
    private readonly BlockTally _total = new(0);
    private long _next;
    private long _sequences;
    private long _known;
    private long _tellAt = CheckEngine.BlockSize;

    /// <summary>Is told how far it is whenever twice as much has run, so that even a long run is told of in few lines.</summary>
    public Action<CheckProgress>? Progressed { get; set; }

    /// <summary>A block has ended.</summary>
    public void Add(BlockTally tally)
    {
        lock (_lock)
        {
            _waiting.Add(tally.Block, tally);
            while (!_total.Diverged && _waiting.Remove(_next, out BlockTally? next))
            {
                Take(next);
                _next++;
                Tell();
            }
        }
    }

    /// <summary>The known divergences, in the order of the first sequence of each clause.</summary>
    public IReadOnlyList<KnownDivergence> Known
    {
        get
        {
            lock (_lock)
            {
                return [.. _total.Known.OrderBy(static known => known.Sequence)];
            }
        }
    }

    private void Take(BlockTally tally)
    {
        _sequences += tally.Sequences;
        _total.Operations += tally.Operations;
        _total.Diverged = tally.Diverged;
        foreach (KnownDivergence known in tally.Known)
        {
            _total.CountKnown(known);
            _known += known.Count;
        }
    }

    private void Tell()
    {
        if (_sequences >= _tellAt && !_total.Diverged)
        {
            _tellAt = _sequences * 2;
            Progressed?.Invoke(new CheckProgress(_sequences, _total.Operations, _known));
        }
    }
}
