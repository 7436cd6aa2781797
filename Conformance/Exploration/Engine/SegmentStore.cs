using Microsoft.Win32.SafeHandles;

namespace HmmSpec.Exploration;

/// <summary>The memory of waiting states, and the temporary file for what the memory may not hold.</summary>
internal sealed class SegmentStore(long limit) : IDisposable
{
    /// <summary>The size of a segment in bytes.</summary>
    public const int SegmentSize = 1 << 15;

    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = new();
    private readonly Stack<long> _freePlaces = new();
    private long _places;
    private long _rented;
    private SafeFileHandle? _file;

    /// <summary>The size of all that is in memory, in bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return (_rented + _free.Count) * SegmentSize;
            }
        }
    }

    /// <summary>How many segments were ever in the file at a time, at most.</summary>
    public long Places => _places;

    /// <summary>A buffer for a segment.</summary>
    public byte[] Rent()
    {
        lock (_lock)
        {
            _rented++;
            return _free.TryPop(out byte[]? buffer) ? buffer : GC.AllocateUninitializedArray<byte>(SegmentSize);
        }
    }

    /// <summary>The states of a segment were expanded.</summary>
    public void Release(FrontierSegment segment)
    {
        if (segment.Data is byte[] data)
        {
            Return(data);
            segment.Data = null;
        }
    }

    /// <summary>A segment is full: where memory is scarce, it goes to the file.</summary>
    public void Seal(FrontierSegment segment)
    {
        long place;
        SafeFileHandle file;
        lock (_lock)
        {
            if (_rented * SegmentSize <= limit)
            {
                return;
            }

            file = _file ??= Create();
            place = _freePlaces.TryPop(out long free) ? free : _places++;
        }

        RandomAccess.Write(file, segment.Data.AsSpan(0, segment.Used), place * SegmentSize);
        segment.Place = place;
        Release(segment);
    }

    /// <summary>Brings a segment back into memory.</summary>
    public void Load(FrontierSegment segment)
    {
        if (segment.Data is null)
        {
            segment.Data = Rent();
            ReadInto(segment, segment.Data);
            lock (_lock)
            {
                _freePlaces.Push(segment.Place);
            }

            segment.Place = -1;
        }
    }

    /// <summary>Writes segments to a checkpoint.</summary>
    public void Save(CheckpointWriter writer, List<FrontierSegment> segments)
    {
        writer.Write(segments.Count);
        foreach (FrontierSegment segment in segments)
        {
            writer.Write((int)segment.FirstId);
            writer.Write(segment.Count);
            writer.Write<byte>(Peek(segment).AsSpan(0, segment.Used));
        }
    }

    /// <summary>Reads segments from a checkpoint.</summary>
    public List<FrontierSegment> Load(CheckpointReader reader)
    {
        List<FrontierSegment> segments = [];
        int count = reader.ReadInt32();
        for (int index = 0; index < count; index++)
        {
            FrontierSegment segment = new((uint)reader.ReadInt32()) { Count = reader.ReadInt32(), Data = Rent() };
            segment.Used = reader.ReadInto(segment.Data);
            Seal(segment);
            segments.Add(segment);
        }

        return segments;
    }

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();

    private static SafeFileHandle Create() =>
        File.OpenHandle(
            Path.Combine(Path.GetTempPath(), $"hmmspec-frontier-{Guid.NewGuid():N}.tmp"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            FileOptions.DeleteOnClose
        );

    private byte[] Peek(FrontierSegment segment)
    {
        if (segment.Data is byte[] data)
        {
            return data;
        }

        byte[] copy = new byte[SegmentSize];
        ReadInto(segment, copy);
        return copy;
    }

    private void ReadInto(FrontierSegment segment, byte[] data)
    {
        int read = 0;
        while (read < segment.Used)
        {
            int more = RandomAccess.Read(
                _file!,
                data.AsSpan(read, segment.Used - read),
                (segment.Place * SegmentSize) + read
            );
            if (more == 0)
            {
                throw new IOException("The temporary file of waiting states is shorter than what was written to it.");
            }

            read += more;
        }
    }

    private void Return(byte[] data)
    {
        lock (_lock)
        {
            _rented--;
            _free.Push(data);
        }
    }
}
