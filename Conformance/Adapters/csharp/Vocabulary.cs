namespace HmmSpec.Adapters;

internal enum Protection
{
    None,
    Read,
    ReadWrite,
}

internal enum DmaKind
{
    Direct,
    Iommu,
}

[Flags]
internal enum Requests
{
    None = 0,
    Fault = 1,

    /// <summary>Counts only together with <see cref="Fault"/>.</summary>
    Write = 2,
}

internal enum PageResult
{
    NotReached,
    Error,
    Empty,
    Zero,
    Read,
    Write,
    DeviceRead,
    DeviceWrite,
    Migrated,
    Filled,
    SkippedEmpty,
    SkippedNotSelected,
    SkippedSwap,
    SkippedSwapCache,
    SkippedLocked,
    SkippedReferenced,
    SkippedNoMemory,
    SkippedNoDma,
    SkippedLost,
    SkippedByDriver,
}

internal enum EventPhase
{
    Start,
    Callback,
    End,
}

internal enum EventKind
{
    Unmap,
    Clear,
    ProtectionVma,
    ProtectionPage,
    Release,
    Migrate,
}

/// <summary>What the CPU's page-table entry is seen to be.</summary>
internal enum PageEntry
{
    None,

    /// <summary>Also one that no access may use, of a page without rights.</summary>
    Present,
    Swap,
    Device,
}

/// <summary>Where an entry of a mirror leads.</summary>
internal enum MirrorEntry
{
    None,
    System,
    Device,
}

/// <summary>Pages of a process; may be empty, negative or beyond the address space.</summary>
internal readonly record struct PageRange(int Start, int Count)
{
    /// <summary>The page after the last; a sum of any two numbers of 32 bits fits in.</summary>
    public long End => (long)Start + Count;
}

/// <summary>What a range fault asks for on the pages: on all, and on single ones more, already under the mask.</summary>
internal sealed record PageRequests(Requests Default, IReadOnlyList<Requests> Pages)
{
    /// <summary>What is asked for on the page at this place in the range, which may be longer than the list.</summary>
    public Requests this[int index] => Default | (index < Pages.Count ? Pages[index] : Requests.None);
}

/// <summary>The sizes of the world to which an implementation is reset.</summary>
internal sealed record World(int Processes, int Pages, int Devices, int Frames, int Swap, int DeviceFrames, int Iova);

/// <summary>The largest world; a resource that is null is not limited, and does not run out.</summary>
internal sealed record Limits(
    int Processes = 1,
    int Pages = 8,
    int Devices = 1,
    int? Frames = null,
    int? Swap = null,
    int? DeviceFrames = null,
    int? Iova = null
);

/// <summary>How an operation ended, and what it delivered; what is null is left out.</summary>
/// <param name="Status">ok, the name of an errno or of a signal, unsupported, unknown or fault.</param>
internal sealed record Result(string Status)
{
    public static Result Ok { get; } = new("ok");

    /// <summary>It was not carried out, for certain.</summary>
    public static Result Unsupported { get; } = new("unsupported") { Reason = "The adapter does not have it." };

    public ulong? Value { get; init; }

    public int? Faults { get; init; }

    public IReadOnlyList<ulong>? Values { get; init; }

    public IReadOnlyList<PageResult>? Pages { get; init; }

    public string? Reason { get; init; }

    // Filled in by Adapter, at the levels touched and state.
    public IReadOnlyList<EventView>? Events { get; init; }

    public IReadOnlyList<PageView>? Touched { get; init; }

    public StateView? State { get; init; }

    public static Result Of(ulong value) => Ok with { Value = value };

    public static Result Of(IReadOnlyList<PageResult> pages) => Ok with { Pages = pages };

    public static Result Error(string status) => new(status);
}

/// <summary>Something that the notifier of a process did; the owner is that of a migration.</summary>
internal sealed record EventView(
    EventPhase Phase,
    EventKind Kind,
    int Process,
    int Start,
    int Count,
    int? Owner = null,
    int? Device = null
);

/// <summary>What is seen of a page; what is null is left out, and not judged.</summary>
internal sealed record PageView(int Process, int Page)
{
    public bool? Mapped { get; init; }

    public Protection? Protection { get; init; }

    public PageEntry? Entry { get; init; }

    /// <summary>Of an entry for device memory: whose.</summary>
    public int? Device { get; init; }

    public bool? Zero { get; init; }

    public bool? Writable { get; init; }

    public bool? Dirty { get; init; }

    public bool? Young { get; init; }

    public ulong? Value { get; init; }

    public bool? Cached { get; init; }

    public bool? CachedWritable { get; init; }

    public IReadOnlyList<MirrorView>? Mirrors { get; init; }
}

/// <summary>What is seen of a page in a mirror.</summary>
internal sealed record MirrorView(int Device)
{
    public MirrorEntry? Entry { get; init; }

    public bool? Zero { get; init; }

    public bool? Writable { get; init; }

    public bool? Dirty { get; init; }

    public ulong? Value { get; init; }

    public bool? Cached { get; init; }

    public bool? CachedWritable { get; init; }
}

internal sealed record ProcessView(int Process, bool? Alive);

internal sealed record DeviceView(int Device, bool? Attached, int? UsedFrames = null, int? UsedIovas = null);

/// <summary>What is seen of everything.</summary>
internal sealed record StateView
{
    public IReadOnlyList<PageView>? Pages { get; init; }

    public IReadOnlyList<ProcessView>? Processes { get; init; }

    public IReadOnlyList<DeviceView>? Devices { get; init; }

    public int? UsedFrames { get; init; }

    public int? UsedSwap { get; init; }
}
