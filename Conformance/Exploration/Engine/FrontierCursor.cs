using System.Buffers.Binary;

namespace HmmSpec.Exploration;

/// <summary>The states of one part of a level, and how far they were taken.</summary>
internal sealed class FrontierCursor(Layout layout, SegmentStore store)
{
    private readonly List<FrontierSegment> _segments = [];
    private readonly List<FrontierSegment> _finished = [];
    private int _index;
    private int _offset;
    private int _taken;

    /// <summary>Goes to the next level.</summary>
    public void Advance(FrontierTail tail)
    {
        Recycle();
        _segments.Clear();
        _index = 0;
        tail.MoveTo(_segments);
    }

    /// <summary>Takes the next states into a unit, all of one segment; how many.</summary>
    public int Take(WorkUnit unit, int most)
    {
        FrontierSegment segment = _segments[_index];
        store.Load(segment);
        int count = Math.Min(most, segment.Count - _taken);
        unit.Add(segment, _offset, count, segment.FirstId + (uint)_taken);
        Skip(segment, count);
        return count;
    }

    /// <summary>The memory of what was expanded can be used again.</summary>
    public void Recycle()
    {
        foreach (FrontierSegment segment in _finished)
        {
            store.Release(segment);
        }

        _finished.Clear();
    }

    /// <summary>Writes what was not taken to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(_offset);
        writer.Write(_taken);
        store.Save(writer, _segments[_index..]);
    }

    /// <summary>Reads what was not taken from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _offset = reader.ReadInt32();
        _taken = reader.ReadInt32();
        _segments.AddRange(store.Load(reader));
    }

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
        else if (layout.IsPacked)
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
}
