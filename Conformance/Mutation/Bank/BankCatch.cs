using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>What a fault was caught by.</summary>
[Closed]
public enum CaughtBy
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Generated sequences or schedules, compared as every subject is.</summary>
    Generated,

    /// <summary>Generated sequences, but only compared exactly.</summary>
    ExactOnly,

    /// <summary>Only looking at everything in a small world.</summary>
    ExplorationOnly,
}

/// <summary>What the hunt for a fault came to.</summary>
/// <param name="Id">Of which fault.</param>
/// <param name="By">What it was caught by.</param>
/// <param name="Stage">In which stage; empty if it was not caught.</param>
/// <param name="Operations">How many operations ran up to the catch, those of the stages before counted.</param>
/// <param name="Races">Of a fault of the steps: how many races.</param>
/// <param name="Steps">Of a fault of the steps: how many steps, or how many states were looked at.</param>
/// <param name="Milliseconds">How long it took, shrinking and compiling not counted.</param>
/// <param name="Clause">The clause that the shrunk finding names.</param>
/// <param name="BrokenInvariant">The invariant that is broken, or the clause of it; empty if none is.</param>
/// <param name="Length">How many operations the shrunk finding has.</param>
/// <param name="Text">The shrunk finding as text.</param>
public sealed record BankCatch(
    string Id,
    CaughtBy By,
    string Stage,
    long Operations,
    long Races,
    long Steps,
    double Milliseconds,
    string Clause,
    string BrokenInvariant,
    int Length,
    string Text
)
{
    /// <summary>The clauses that the finding names.</summary>
    public IEnumerable<string> Named => new[] { Clause, BrokenInvariant }.Where(static clause => clause.Length > 0);
}
