namespace HmmSpec.Conformance;

/// <summary>What a whole check of generated races did and found.</summary>
/// <param name="Plan">What was asked for.</param>
public sealed record RaceSummary(CheckPlan Plan)
{
    /// <summary>The failures of earlier runs that were replayed.</summary>
    public IReadOnlyList<KeptRace> Kept { get; init; } = [];

    /// <summary>What the generated races did; null if none ran.</summary>
    public RaceReport? Random { get; init; }

    /// <summary>What was found; empty if nothing was.</summary>
    public IReadOnlyList<RaceFailure> Failures { get; init; } = [];

    /// <summary>Whether somebody stopped it before its end.</summary>
    public bool WasStopped { get; init; }

    /// <summary>How many invariants were held against what was seen.</summary>
    public int InvariantsChecked => Random is { Totals.Steps: > 0 } ? SkippedClauses.CheckedSideBySide.Count() : 0;

    /// <summary>What it came to.</summary>
    public Verdict Verdict =>
        Failures.Count > 0 ? Verdict.Diverges(Failures[0].Finding.Violation.Clause)
        : WasStopped ? Verdict.Inconclusive("it was stopped before its end")
        : Random is { Totals.Steps: 0 }
            ? Verdict.Inconclusive(
                Plan.Options.Sequences > 0 ? "the time was up before the first step" : "no race was asked for"
            )
        : Verdict.Conforms;
}
