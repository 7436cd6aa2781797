namespace HmmSpec.Subjects;

/// <summary>A page's worth of memory, of the system or of a device.</summary>
internal sealed class Frame(Device? device, ulong value)
{
    /// <summary>The device whose memory it is; null for system memory.</summary>
    public Device? Device => device;

    /// <summary>Whether it is the zero page, which is shared by all and counted by nobody.</summary>
    public bool IsZero { get; init; }

    public ulong Value { get; set; } = value;

    /// <summary>How many page-table entries lead to it; in the swap cache it is not counted.</summary>
    public int Mappings { get; set; }

    /// <summary>Whether it may differ from what is behind it: its slot of swap, or zeros. A clean one is not written.</summary>
    public bool Dirty { get; set; }

    /// <summary>The slot of which it is the cached copy, if any.</summary>
    public SwapSlot? Slot { get; set; }
}

/// <summary>A page in swap.</summary>
internal sealed class SwapSlot
{
    public ulong Value { get; set; }

    /// <summary>How many page-table entries name it.</summary>
    public int References { get; set; }

    /// <summary>The frame that holds the same, if there is one.</summary>
    public Frame? Cached { get; set; }
}

/// <summary>A number of things that are alike, and how many are taken.</summary>
internal sealed class Supply(int capacity)
{
    public int Used { get; private set; }

    public bool HasFree => Used < capacity;

    public void Take() => Used++;

    public void GiveBack() => Used--;
}
