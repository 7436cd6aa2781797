namespace HmmSpec.Exploration;

/// <summary>For each state of a part by number: its parent, and which successor of the parent it is. Six bytes each.</summary>
internal sealed class ParentList
{
    /// <summary>The parent of an initial state.</summary>
    public const uint None = uint.MaxValue;

    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<uint[]> _parents = [];
    private readonly List<ushort[]> _ordinals = [];
    private int _count;

    /// <summary>The size of all of it in bytes.</summary>
    public long Bytes => (long)_parents.Count * ChunkSize * (sizeof(uint) + sizeof(ushort));

    /// <summary>The parent of a state, and which of its successors the state is.</summary>
    public (uint Parent, int Ordinal) this[uint number]
    {
        get
        {
            int chunk = (int)(number >> ChunkBits);
            int place = (int)(number & (ChunkSize - 1));
            return (_parents[chunk][place], _ordinals[chunk][place]);
        }
    }

    /// <summary>Adds the next state.</summary>
    public void Add(uint parent, ushort ordinal)
    {
        int place = _count++ & (ChunkSize - 1);
        if (place == 0)
        {
            _parents.Add(new uint[ChunkSize]);
            _ordinals.Add(new ushort[ChunkSize]);
        }

        _parents[^1][place] = parent;
        _ordinals[^1][place] = ordinal;
    }

    /// <summary>Writes the list to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(_count);
        foreach ((uint[] parents, ushort[] ordinals) in _parents.Zip(_ordinals))
        {
            writer.Write<uint>(parents);
            writer.Write<ushort>(ordinals);
        }
    }

    /// <summary>Reads the list from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _count = reader.ReadInt32();
        for (int start = 0; start < _count; start += ChunkSize)
        {
            _parents.Add(reader.ReadArray<uint>());
            _ordinals.Add(reader.ReadArray<ushort>());
        }
    }
}
