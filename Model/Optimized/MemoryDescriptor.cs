namespace HmmSpec.Optimized;

/// <summary>The memory descriptor of a process (mm_struct): VMAs, page table and TLB, notifier, mirrors.</summary>
/// <param name="number">The number of the process.</param>
/// <param name="pool">Where the leaves of its page table come from.</param>
internal sealed class MemoryDescriptor(int number, LeafPool<PackedPte> pool)
{
    /// <summary>The number of the notifier of a new process: even, as no window was open yet.</summary>
    public const long FirstSequence = 2;

    private readonly List<DeviceMirror> _live = [];
    private DeviceMirror?[] _mirrors = [];

    public int Number => number;

    public bool IsAlive { get; set; }

    public VirtualAreaList Areas { get; } = new();

    public RadixTable<PackedPte> Table { get; } = new(pool);

    /// <summary>The number of the notifier; odd while a window is open that some mirror is told about.</summary>
    public long Sequence { get; set; } = FirstSequence;

    /// <summary>How many windows are open.</summary>
    public int OpenWindows { get; set; }

    /// <summary>The live mirrors in the order of their devices (NTF-5).</summary>
    public List<DeviceMirror> LiveMirrors => _live;

    /// <summary>The mirror in a device, live or kept for the next registration.</summary>
    public DeviceMirror? MirrorIn(int device)
    {
        DeviceMirror?[] mirrors = _mirrors;
        return (uint)device < (uint)mirrors.Length ? mirrors[device] : null;
    }

    /// <summary>Makes a mirror live.</summary>
    public void Subscribe(DeviceMirror mirror)
    {
        int device = mirror.Device.Number;
        if (device >= _mirrors.Length)
        {
            Array.Resize(ref _mirrors, device + 1);
        }

        _mirrors[device] = mirror;
        mirror.IsLive = true;
        int index = _live.Count;
        while (index > 0 && _live[index - 1].Device.Number > device)
        {
            index--;
        }

        _live.Insert(index, mirror);
    }

    /// <summary>Ends a mirror whose table is empty.</summary>
    public void Unsubscribe(DeviceMirror mirror)
    {
        mirror.IsLive = false;
        mirror.FailsNextUpdate = false;
        mirror.Table.Release();
        _ = _live.Remove(mirror);
    }
}
