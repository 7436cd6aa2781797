using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>The bytes of all states of a part, by number.</summary>
internal sealed class ByteStore
{
    private const int ChunkSize = 1 << 16;

    private readonly List<byte[]> _chunks = [];
    private readonly List<long> _places = [];
    private int _used = ChunkSize;

    /// <summary>The size of all of it in bytes.</summary>
    public long Bytes => _chunks.Sum(static chunk => chunk.LongLength) + ((long)_places.Capacity * sizeof(long));

    /// <summary>The bytes of a state.</summary>
    public ReadOnlySpan<byte> this[uint number]
    {
        get
        {
            int offset = (int)_places[(int)number];
            return StateText.Read(_chunks[(int)(_places[(int)number] >> 32)], ref offset);
        }
    }

    /// <summary>Adds a state, with the next number.</summary>
    public void Add(ReadOnlySpan<byte> state)
    {
        int size = sizeof(int) + state.Length;
        if (_used + size > ChunkSize)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, size)]);
            _used = 0;
        }

        int chunk = _chunks.Count - 1;
        StateText.Write(_chunks[chunk].AsSpan(_used), state);
        _places.Add(((long)chunk << 32) | (uint)_used);
        _used += size;
    }

    /// <summary>Writes the states to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(_used);
        writer.Write<long>(CollectionsMarshal.AsSpan(_places));
        writer.Write(_chunks.Count);
        foreach (byte[] chunk in _chunks)
        {
            writer.Write<byte>(chunk);
        }
    }

    /// <summary>Reads the states from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _used = reader.ReadInt32();
        _places.AddRange(reader.ReadArray<long>());
        int chunks = reader.ReadInt32();
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            _chunks.Add(reader.ReadArray<byte>());
        }
    }
}
