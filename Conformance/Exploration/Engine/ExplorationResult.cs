namespace HmmSpec.Exploration;

/// <summary>What a search came to.</summary>
public sealed record ExplorationResult
{
    /// <summary>Why it ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>How many states were found, with the initial ones.</summary>
    public required long States { get; init; }

    /// <summary>How many transitions were taken: equal ones count as often as they are there.</summary>
    public required long Transitions { get; init; }

    /// <summary>How many of them lead to another state.</summary>
    public required long Changing { get; init; }

    /// <summary>The largest distance of a state from the beginning.</summary>
    public required int Depth { get; init; }

    /// <summary>The names of the operations.</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>How many transitions are of each.</summary>
    public required IReadOnlyList<long> OperationCounts { get; init; }

    /// <summary>How long it took, with the time before it was resumed.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many seconds of processors the process used meanwhile.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The largest size of all that the engine held, in bytes.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The probability that two states were taken for one; 0 where that cannot be.</summary>
    public required double CollisionProbability { get; init; }

    /// <summary>The first thing broken on the shortest way; null if nothing is.</summary>
    public FoundViolation? Violation { get; init; }

    /// <summary>How many things are broken, as far as the search came.</summary>
    public long Violations { get; init; }

    /// <summary>The systems that the threads used, for what they have counted themselves.</summary>
    public required IReadOnlyList<ITransitionSystem> Systems { get; init; }

    /// <summary>All transitions, if they were to be kept.</summary>
    public EdgeSet? Edges { get; init; }

    /// <summary>Where the search was written to when it ended early; null if it was not.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether all reachable states were expanded.</summary>
    public bool IsComplete => Reason == StopReason.Complete;

    /// <summary>States a second.</summary>
    public double StatesPerSecond => Seconds > 0 ? States / Seconds : 0;

    /// <summary>Bytes for each state, at the peak.</summary>
    public double BytesPerState => States > 0 ? (double)PeakBytes / States : 0;
}
