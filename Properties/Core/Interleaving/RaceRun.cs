using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What a generated race came to.</summary>
/// <param name="Finding">What is wrong; null if nothing is.</param>
/// <param name="Operations">How many operations were begun.</param>
/// <param name="Steps">How many steps were taken side by side.</param>
/// <param name="Switches">How often another agent went on.</param>
/// <param name="Clauses">The clauses that were followed.</param>
public readonly record struct RaceRun(RaceFinding? Finding, int Operations, int Steps, int Switches, ClauseSet Clauses)
{
    /// <summary>Whether it was stopped before its end, with nothing wrong until then.</summary>
    public bool IsCut { get; init; }
}
