using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What is promised of operations in flight at the same time.</summary>
[Closed]
public enum MemoryOrdering
{
    /// <summary>There is only one at a time.</summary>
    None,

    /// <summary>There is one order that all agree on.</summary>
    Sequential,

    /// <summary>A load that nothing synchronizes may deliver an old value.</summary>
    Relaxed,
}

/// <summary>What an implementation can do, and what of it can be seen.</summary>
/// <param name="Operations">The kinds of operation that it carries out.</param>
/// <param name="Processes">How many processes at most.</param>
/// <param name="Pages">How many pages each has at most.</param>
/// <param name="Devices">How many devices at most.</param>
public sealed record Capabilities(Sequence<OperationKind> Operations, int Processes, int Pages, int Devices)
{
    /// <summary>How many frames of memory at most; null if that is not limited.</summary>
    public int? Frames { get; init; }

    /// <summary>How many slots of swap at most; null if that is not limited.</summary>
    public int? SwapSlots { get; init; }

    /// <summary>How many frames a device has at most; null if that is not limited.</summary>
    public int? DeviceFrames { get; init; }

    /// <summary>How many IOVAs a device has at most; null if that is not limited.</summary>
    public int? IovaSlots { get; init; }

    /// <summary>How many files at most.</summary>
    public int Files { get; init; }

    /// <summary>How many memory files at most.</summary>
    public int MemoryFiles { get; init; }

    /// <summary>How many pages a file has at most.</summary>
    public int FilePages { get; init; }

    /// <summary>How many pins can be held at most.</summary>
    public int Pins { get; init; }

    /// <summary>The levels of observation.</summary>
    public Sequence<ObservationLevel> Levels { get; init; } = [ObservationLevel.Outcome];

    /// <summary>Whether it has to be started again for every run.</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>Whether the same operations always give the same results.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>The kinds of invalidation that are reported.</summary>
    public Sequence<EventKind> Events { get; init; }

    /// <summary>The names of the profiles that it can follow; empty for all.</summary>
    public Sequence<string> Profiles { get; init; }

    /// <summary>What is promised of operations in flight at the same time.</summary>
    public MemoryOrdering Ordering { get; init; }

    /// <summary>
    /// The points at which an operation can be held up while another goes on; null for one that does not carry out two at
    /// a time.
    /// </summary>
    public Sequence<string>? DelayPoints { get; init; }
}
