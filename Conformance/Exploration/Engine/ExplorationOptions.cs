namespace HmmSpec.Exploration;

/// <summary>What a search is to do. Only the limits and <see cref="StopAtViolation" /> change its results.</summary>
public sealed record ExplorationOptions
{
    /// <summary>How many threads; they change the speed and nothing else.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Stops at the end of the block of work in which there are as many states.</summary>
    public long MaxStates { get; init; } = long.MaxValue;

    /// <summary>States at this distance are found but not expanded, so neither are they checked.</summary>
    public int MaxDepth { get; init; } = int.MaxValue;

    /// <summary>How many bytes all that the engine holds may take; three quarters of what there is unless given.</summary>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>How many bytes of states waiting to be expanded stay in memory; the rest goes to a temporary file.</summary>
    public long FrontierLimit { get; init; } = long.MaxValue;

    /// <summary>Whether the bytes of states longer than 8 are kept and compared, so that no two are taken for one.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether all transitions are kept, for <see cref="Liveness" />.</summary>
    public bool RecordEdges { get; init; }

    /// <summary>Whether the first violation ends the search.</summary>
    public bool StopAtViolation { get; init; } = true;

    /// <summary>Where the search is written to, so that it can be resumed; null for nowhere.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Whether it is also written when a limit is reached, and not only when it is cancelled.</summary>
    public bool CheckpointAtLimits { get; init; } = true;

    /// <summary>How often it is written while it runs; when it is cancelled or reaches a limit it is written anyway.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Is told why the search could not be written, and the search goes on; without it such a search ends with a
    /// <see cref="CheckpointException" />.
    /// </summary>
    public Action<string>? Unwritten { get; init; }

    /// <summary>The checkpoint to go on from; null to begin.</summary>
    public string? ResumePath { get; init; }

    /// <summary>What a checkpoint belongs to: the world and the revision of its rules. Another one is refused.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Is told how far the search is.</summary>
    public Action<ExplorationProgress>? Progress { get; init; }

    /// <summary>How often it is told.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Asks to stop.</summary>
    public CancellationToken Cancellation { get; init; }
}
