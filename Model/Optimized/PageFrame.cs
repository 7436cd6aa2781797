namespace HmmSpec.Optimized;

/// <summary>What is known of a frame of system or device memory (struct page).</summary>
internal struct PageFrame
{
    public ulong Value;

    /// <summary>The lowest of the entries that lead here, and where the list of the others begins.</summary>
    public Mapper First;
    public int More;

    public int References;

    /// <summary>The present, protnone and device-private entries that lead here; a migration entry does not count.</summary>
    public int Mappings;

    /// <summary>The swap slot whose cached copy this is, or -1.</summary>
    public int Slot;

    /// <summary>The file whose page this is in the page cache, or -1, and which page.</summary>
    public int File;
    public int Index;

    /// <summary>The device whose memory it is in, or -1.</summary>
    public int Device;

    /// <summary>How many pins hold it; each has a reference too.</summary>
    public int Pins;

    public bool Dirty;

    public bool Locked;

    /// <summary>Whether it may be dropped as long as it is clean (ADV-4).</summary>
    public bool LazyFree;
}
