namespace HmmSpec.Exploration;

/// <summary>All transitions of a search, for <see cref="Liveness" />.</summary>
public sealed class EdgeSet
{
    private readonly VisitedSet _visited;
    private readonly long[] _bases;

    internal EdgeSet(VisitedSet visited)
    {
        _visited = visited;
        _bases = new long[Layout.Shards + 1];
        for (int shard = 0; shard < Layout.Shards; shard++)
        {
            _bases[shard + 1] = _bases[shard] + visited.Shards[shard].Count;
        }
    }

    /// <summary>How many states there are.</summary>
    public int States => checked((int)_bases[^1]);

    /// <summary>How many transitions there are.</summary>
    public int Count => _visited.Shards.Sum(static shard => shard.Edges!.Edges.Length);

    internal IReadOnlyList<Shard> Shards => _visited.Shards;

    /// <summary>Which initial state, then which successor each time, leads to a state on a shortest way.</summary>
    internal IReadOnlyList<int> PathTo(int index)
    {
        int shard = Array.FindLastIndex(_bases, Layout.Shards - 1, start => start <= index);
        return _visited.PathTo(((uint)shard << Layout.LocalBits) | (uint)(index - _bases[shard]));
    }

    /// <summary>The place of a state among all.</summary>
    internal int IndexOf(uint id) => (int)(_bases[id >> Layout.LocalBits] + (id & ((1u << Layout.LocalBits) - 1)));

    /// <summary>The place of the first state of a part.</summary>
    internal int FirstOf(int shard) => (int)_bases[shard];
}
