namespace HmmSpec.Exploration;

/// <summary>Why a search ended.</summary>
public enum StopReason
{
    /// <summary>Every reachable state was expanded.</summary>
    Complete,

    /// <summary>Something is broken, and that was to be the end.</summary>
    Violation,

    /// <summary>There are as many states as were allowed.</summary>
    MaxStates,

    /// <summary>The states at the largest distance allowed were found; they were not expanded.</summary>
    MaxDepth,

    /// <summary>The visited states would need more memory than was allowed.</summary>
    Memory,

    /// <summary>Somebody asked to stop.</summary>
    Cancelled,
}
