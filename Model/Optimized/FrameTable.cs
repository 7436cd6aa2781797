namespace HmmSpec.Optimized;

/// <summary>
/// All frames by number, as the kernel numbers them: 0 is the shared frame of zeros, then comes system memory, then the
/// memory of each device, in the order in which they were attached. One number says where a page is.
/// </summary>
internal sealed class FrameTable
{
    /// <summary>The shared frame of zeros; of an allocation: there was none free.</summary>
    public const int Zero = 0;

    private readonly FramePool?[] _deviceMemory;

    // The numbers that a device has had, for when one is attached in its place.
    private readonly (int First, int Length)[] _reserved;
    private PageFrame[] _frames;

    public FrameTable(int systemFrames, int devices)
    {
        _deviceMemory = new FramePool?[devices];
        _reserved = new (int, int)[devices];
        _frames = new PageFrame[1 + systemFrames];
        _frames[Zero].Device = -1;
        _frames[Zero].File = -1;
        SystemMemory = new FramePool(1, systemFrames, -1);
    }

    public FramePool SystemMemory { get; }

    public ReverseMap Mappers { get; } = new();

    public ref PageFrame this[int number] => ref _frames[number];

    /// <summary>Adds the memory of a device.</summary>
    public FramePool AddDeviceMemory(int device, int capacity)
    {
        if (_reserved[device].Length < capacity)
        {
            _reserved[device] = (_frames.Length, capacity);
            Array.Resize(ref _frames, _frames.Length + capacity);
        }

        FramePool pool = new(_reserved[device].First, capacity, device);
        _deviceMemory[device] = pool;
        return pool;
    }

    /// <summary>The pool that a frame is from.</summary>
    public FramePool PoolOf(int number) =>
        _frames[number].Device is >= 0 and int device ? _deviceMemory[device]! : SystemMemory;

    /// <summary>Takes a free frame with one reference and no mapping, or <see cref="Zero"/> if there is none.</summary>
    public int Take(FramePool pool, ulong value)
    {
        int index = pool.Numbers.Take();
        if (index < 0)
        {
            return Zero;
        }

        _frames[pool.First + index] = new PageFrame
        {
            Value = value,
            First = Mapper.None,
            More = -1,
            References = 1,
            Slot = -1,
            File = -1,
            Device = pool.Device,
        };
        return pool.First + index;
    }

    /// <summary>Gives back a frame without references.</summary>
    public void Free(int number)
    {
        FramePool pool = PoolOf(number);
        _frames[number].References = 0;
        pool.Numbers.Return(number - pool.First);
    }

    /// <summary>A mapping begins, and takes over a reference of the caller's.</summary>
    public void Map(int number, Mapper mapper)
    {
        ref PageFrame frame = ref _frames[number];
        frame.Mappings++;
        Mappers.Add(ref frame, mapper);
    }

    /// <summary>A mapping ends, and leaves its reference to the caller.</summary>
    public void Unmap(int number, Mapper mapper)
    {
        ref PageFrame frame = ref _frames[number];
        frame.Mappings--;
        Mappers.Remove(ref frame, mapper);
    }

    /// <summary>The entries that lead to a frame.</summary>
    public ReverseMap.Walk MappersOf(int number) => Mappers.Of(in _frames[number]);
}
