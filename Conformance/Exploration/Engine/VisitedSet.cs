namespace HmmSpec.Exploration;

/// <summary>All states that were found, in parts, each with the way to it.</summary>
internal sealed class VisitedSet : IDisposable
{
    // What a block may add to a part beyond its share; a part grows in steps of half of its size.
    private const int Margin = 1024;

    public VisitedSet(Layout layout, IReadOnlyList<FrontierTail> tails) =>
        Shards = [.. Enumerable.Range(0, Layout.Shards).Select(index => new Shard(index, layout, tails[index]))];

    /// <summary>The parts.</summary>
    public IReadOnlyList<Shard> Shards { get; }

    /// <summary>How many states there are.</summary>
    public long Count => Shards.Sum(static shard => (long)shard.Count);

    /// <summary>The size of all of it in bytes.</summary>
    public long Bytes => Shards.Sum(static shard => shard.Bytes);

    /// <summary>By how many bytes the next block may make it grow.</summary>
    public long Growth => Shards.Sum(static shard => shard.GrowthFor(Margin));

    /// <summary>Whether the numbers of states are used up in some part.</summary>
    public bool IsFull => Shards.Any(static shard => shard.Count >= (1 << Layout.LocalBits) - (1 << 20));

    /// <summary>Which initial state, then which successor each time, leads to a state on a shortest way.</summary>
    public IReadOnlyList<int> PathTo(uint id)
    {
        List<int> path = [];
        while (id != ParentList.None)
        {
            (id, int ordinal) = Shards[(int)(id >> Layout.LocalBits)].Parents[id & ((1u << Layout.LocalBits) - 1)];
            path.Add(ordinal);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Frees the sets of keys; what is known of the states stays.</summary>
    public void Dispose()
    {
        foreach (Shard shard in Shards)
        {
            shard.Dispose();
        }
    }
}
