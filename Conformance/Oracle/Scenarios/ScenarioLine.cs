using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A line of a scenario that says something.</summary>
[Closed]
public abstract record ScenarioLine
{
    /// <summary>Which line of the file it is, counted from 1; 0 if it comes from no file.</summary>
    public int Number { get; init; }

    /// <summary>The comments (each with its <c>#</c>) and blank lines above it.</summary>
    public Sequence<string> Leading { get; init; } = [];

    /// <summary>The comment at its end, without the <c>#</c>; empty for none.</summary>
    public string Comment { get; init; } = "";
}

/// <summary>An operation: <c>load p0 3 -> ok value=7</c>.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Wanted">What is wanted of its outcome; null if anything that the specification allows.</param>
public sealed record OperationLine(Operation Operation, WantedOutcome? Wanted = null) : ScenarioLine;

/// <summary>A line that says what is wanted of a state.</summary>
[Closed]
public abstract record ExpectLine : ScenarioLine;

/// <summary>What is wanted of a page: <c>expect p0 3 device d0 read value=7</c>. What is null is left open.</summary>
/// <param name="Process">The process.</param>
/// <param name="Page">The page.</param>
public sealed record ExpectPage(int Process, int Page) : ExpectLine
{
    /// <summary>Where the page is.</summary>
    public PagePlace? Place { get; init; }

    /// <summary>Of <see cref="PagePlace.Device"/>, and without meaning else: in which device's memory.</summary>
    public int? Device { get; init; }

    /// <summary>The right of the page-table entry; <see cref="EntryRight.None"/> is a protnone entry.</summary>
    public EntryRight? Right { get; init; }

    /// <summary>The content.</summary>
    public ulong? Value { get; init; }

    /// <summary>The dirty bit of the page-table entry.</summary>
    public bool? Dirty { get; init; }

    /// <summary>The dirty flag of the frame.</summary>
    public bool? FrameDirty { get; init; }

    /// <summary>How many page-table entries map the frame, or name the swap slot.</summary>
    public int? Mappings { get; init; }
}

/// <summary>What is wanted of a page of a mirror: <c>expect mirror p0 d0 3 read system value=7</c>.</summary>
/// <param name="Process">The process.</param>
/// <param name="Device">The device.</param>
/// <param name="Page">The page.</param>
/// <param name="Right">What the device may do.</param>
public sealed record ExpectMirror(int Process, int Device, int Page, EntryRight Right) : ExpectLine
{
    /// <summary>Where the entry leads: to the zero frame, to system memory or to the device's own.</summary>
    public MirrorPlace? Place { get; init; }

    /// <summary>What the device would read.</summary>
    public ulong? Value { get; init; }

    /// <summary>The dirty bit of the entry.</summary>
    public bool? Dirty { get; init; }
}

/// <summary>How much is wanted to be in use: <c>expect used frames=3 swap=1</c>, <c>expect used d0 frames=2 iova=1</c>.</summary>
/// <param name="Device">The device whose frames and IOVAs are meant; null for system memory and swap.</param>
public sealed record ExpectUsed(int? Device) : ExpectLine
{
    /// <summary>Frames of the device, or of system memory.</summary>
    public int? Frames { get; init; }

    /// <summary>Slots of swap.</summary>
    public int? Swap { get; init; }

    /// <summary>IOVAs of the device.</summary>
    public int? Iova { get; init; }
}
