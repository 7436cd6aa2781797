using System.Buffers.Binary;

namespace HmmSpec.Exploration;

/// <summary>The states of a level that wait to be expanded, and those of the next, both in their fixed order.</summary>
internal sealed class Frontier : IDisposable
{
    private readonly Layout _layout;
    private readonly SegmentStore _store;
    private readonly List<FrontierSegment> _level = [];
    private readonly List<FrontierSegment> _finished = [];
    private int _index;
    private int _offset;
    private int _taken;

    public Frontier(Layout layout, long limit)
    {
        _layout = layout;
        _store = new SegmentStore(limit);
        Tails = [.. Enumerable.Range(0, Layout.Shards).Select(_ => new FrontierTail(_store))];
    }

    /// <summary>The states of the next level, by part.</summary>
    public IReadOnlyList<FrontierTail> Tails { get; }

    /// <summary>How many states of the level are still to be expanded.</summary>
    public long Waiting { get; private set; }

    /// <summary>How many states the next level has by now.</summary>
    public long Next => Tails.Sum(static tail => tail.Segments.Sum(static segment => (long)segment.Count));

    /// <summary>The size of what is in memory, in bytes.</summary>
    public long Bytes => _store.Bytes;

    /// <summary>Goes to the next level.</summary>
    public void Advance()
    {
        Recycle();
        _level.Clear();
        _index = 0;
        _offset = 0;
        _taken = 0;
        foreach (FrontierTail tail in Tails)
        {
            tail.MoveTo(_level);
        }

        Waiting = _level.Sum(static segment => (long)segment.Count);
    }

    /// <summary>Takes the next states of the level into a unit, as many as it should have or there are.</summary>
    public void Fill(WorkUnit unit)
    {
        unit.Clear();
        while (unit.Count < _layout.UnitSize && _index < _level.Count)
        {
            FrontierSegment segment = _level[_index];
            _store.Load(segment);
            int count = Math.Min(_layout.UnitSize - unit.Count, segment.Count - _taken);
            unit.Add(segment, _offset, count, segment.FirstId + (uint)_taken);
            Skip(segment, count);
        }

        Waiting -= unit.Count;
    }

    /// <summary>The memory of what was expanded can be used again.</summary>
    public void Recycle()
    {
        foreach (FrontierSegment segment in _finished)
        {
            _store.Release(segment);
        }

        _finished.Clear();
    }

    /// <summary>Writes what waits to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(_offset);
        writer.Write(_taken);
        Save(writer, _level[_index..]);
        foreach (FrontierTail tail in Tails)
        {
            Save(writer, tail.Segments);
        }
    }

    /// <summary>Reads what waits from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _offset = reader.ReadInt32();
        _taken = reader.ReadInt32();
        _level.AddRange(LoadSegments(reader));
        Waiting = _level.Sum(static segment => (long)segment.Count) - _taken;
        foreach (FrontierTail tail in Tails)
        {
            tail.Restore(LoadSegments(reader));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _store.Dispose();

    private void Skip(FrontierSegment segment, int count)
    {
        _taken += count;
        if (_taken == segment.Count)
        {
            _finished.Add(segment);
            _index++;
            _offset = 0;
            _taken = 0;
        }
        else if (_layout.IsPacked)
        {
            _offset += count * sizeof(ulong);
        }
        else
        {
            for (int skipped = 0; skipped < count; skipped++)
            {
                _offset += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(segment.Data.AsSpan(_offset));
            }
        }
    }

    private void Save(CheckpointWriter writer, List<FrontierSegment> segments)
    {
        writer.Write(segments.Count);
        foreach (FrontierSegment segment in segments)
        {
            writer.Write((int)segment.FirstId);
            writer.Write(segment.Count);
            writer.Write<byte>(_store.Peek(segment).AsSpan(0, segment.Used));
        }
    }

    private List<FrontierSegment> LoadSegments(CheckpointReader reader)
    {
        List<FrontierSegment> segments = [];
        int count = reader.ReadInt32();
        for (int index = 0; index < count; index++)
        {
            FrontierSegment segment = new((uint)reader.ReadInt32())
            {
                Count = reader.ReadInt32(),
                Data = _store.Rent(),
            };
            segment.Used = reader.ReadInto(segment.Data);
            _store.Seal(segment);
            segments.Add(segment);
        }

        return segments;
    }
}
