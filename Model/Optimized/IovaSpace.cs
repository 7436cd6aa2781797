namespace HmmSpec.Optimized;

/// <summary>The I/O virtual addresses of a device behind an IOMMU, and the frames that they lead to.</summary>
internal sealed class IovaSpace(int size)
{
    private const int Unmapped = -1;

    private int[] _frames = [];

    public NumberAllocator Numbers { get; } = new(size);

    /// <summary>Where an address leads.</summary>
    public int this[int address] => _frames[address];

    /// <summary>Maps a frame at a free address, or returns -1.</summary>
    public int Map(int frame)
    {
        int address = Numbers.Take();
        if (address >= _frames.Length)
        {
            Array.Resize(ref _frames, Math.Max(8, _frames.Length * 2));
        }

        if (address >= 0)
        {
            _frames[address] = frame;
        }

        return address;
    }

    public void Unmap(int address)
    {
        _frames[address] = Unmapped;
        Numbers.Return(address);
    }
}
