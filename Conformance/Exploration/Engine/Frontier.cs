namespace HmmSpec.Exploration;

/// <summary>
/// The states of a level that wait to be expanded, and those of the next. Their order is that of the units of work in
/// which they were found, and by part within: states that were found close to each other are expanded close to each
/// other, and their successors are mostly the same.
/// </summary>
internal sealed class Frontier : IDisposable
{
    private readonly Layout _layout;
    private readonly SegmentStore _store;
    private readonly FrontierCursor[] _cursors;
    private List<int[]> _shares = [];
    private List<int[]> _nextShares = [];
    private int _share;
    private int _shard;
    private int _taken;

    public Frontier(Layout layout, long limit)
    {
        _layout = layout;
        _store = new SegmentStore(limit);
        Tails = [.. Enumerable.Range(0, Layout.Shards).Select(_ => new FrontierTail(_store))];
        _cursors = [.. Tails.Select(_ => new FrontierCursor(layout, _store))];
    }

    /// <summary>The states of the next level, by part.</summary>
    public IReadOnlyList<FrontierTail> Tails { get; }

    /// <summary>How many states of the level are still to be expanded.</summary>
    public long Waiting { get; private set; }

    /// <summary>How many states the next level has by now.</summary>
    public long Next { get; private set; }

    /// <summary>The size of what is in memory, in bytes.</summary>
    public long Bytes => _store.Bytes + ((long)(_shares.Count + _nextShares.Count) * Layout.Shards * sizeof(int));

    /// <summary>A unit of work has found so many states of each part.</summary>
    public void Append(int[] share)
    {
        int states = share.Sum();
        Next += states;
        if (states > 0)
        {
            _nextShares.Add(share);
        }
    }

    /// <summary>Goes to the next level.</summary>
    public void Advance()
    {
        (_shares, _nextShares) = (_nextShares, _shares);
        _nextShares.Clear();
        (_share, _shard, _taken) = (0, 0, 0);
        (Waiting, Next) = (Next, 0);
        foreach ((FrontierCursor cursor, FrontierTail tail) in _cursors.Zip(Tails))
        {
            cursor.Advance(tail);
        }
    }

    /// <summary>Takes the next states of the level into a unit, as many as it should have or there are.</summary>
    public void Fill(WorkUnit unit)
    {
        unit.Clear();
        while (unit.Count < _layout.UnitSize && _share < _shares.Count)
        {
            int left = _shares[_share][_shard] - _taken;
            if (left > 0)
            {
                _taken += _cursors[_shard].Take(unit, Math.Min(left, _layout.UnitSize - unit.Count));
            }
            else
            {
                _taken = 0;
                _shard = (_shard + 1) % Layout.Shards;
                _share += _shard == 0 ? 1 : 0;
            }
        }

        Waiting -= unit.Count;
    }

    /// <summary>The memory of what was expanded can be used again.</summary>
    public void Recycle()
    {
        foreach (FrontierCursor cursor in _cursors)
        {
            cursor.Recycle();
        }
    }

    /// <summary>Writes what waits to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(_shard);
        writer.Write(_taken);
        writer.Write(Waiting);
        writer.Write(Next);
        Save(writer, _shares[_share..]);
        Save(writer, _nextShares);
        foreach ((FrontierCursor cursor, FrontierTail tail) in _cursors.Zip(Tails))
        {
            cursor.Save(writer);
            _store.Save(writer, tail.Segments);
        }
    }

    /// <summary>Reads what waits from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _shard = reader.ReadInt32();
        _taken = reader.ReadInt32();
        Waiting = reader.ReadInt64();
        Next = reader.ReadInt64();
        _shares.AddRange(reader.ReadArray<int>().Chunk(Layout.Shards));
        _nextShares.AddRange(reader.ReadArray<int>().Chunk(Layout.Shards));
        foreach ((FrontierCursor cursor, FrontierTail tail) in _cursors.Zip(Tails))
        {
            cursor.Load(reader);
            tail.Restore(_store.Load(reader));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _store.Dispose();

    private static void Save(CheckpointWriter writer, List<int[]> shares) =>
        writer.Write<int>(shares.SelectMany(static share => share).ToArray());
}
