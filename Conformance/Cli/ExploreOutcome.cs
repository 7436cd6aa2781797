using HmmSpec.Conformance;
using HmmSpec.Exploration;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>What the exploration of a world came to.</summary>
/// <param name="Result">The search.</param>
/// <param name="Violation">What is broken, in one sentence; null if nothing is.</param>
/// <param name="Way">The shortest way to it, a line for each operation or step.</param>
/// <param name="State">The state in which it is broken, as text.</param>
internal sealed record ExploreOutcome(
    ExplorationResult Result,
    string? Violation,
    IReadOnlyList<string> Way,
    string State
)
{
    /// <summary>The clauses that the steps followed; null for a world that has none.</summary>
    public ClauseSet? Fired { get; init; }

    /// <summary>The way as a replay file; null if there is none.</summary>
    public Scenario? Replay { get; init; }

    /// <summary>Why the replay file could not be written; empty if it was, or if there is none.</summary>
    public string Unkept { get; init; } = "";

    /// <summary>The subject with which the replay file has to be run; empty for the usual one.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The clause on which a machine differs from the reference; null if none was held against it.</summary>
    public string? Clause { get; init; }

    /// <summary>Whether it was looked for cycles in which nobody gets on.</summary>
    public bool IsFair { get; init; }
}
