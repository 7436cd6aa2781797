using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a whole check did and found: kept failures, the scenarios of the clauses, generated sequences.</summary>
/// <param name="Plan">What was asked for.</param>
public sealed record CheckSummary(CheckPlan Plan)
{
    /// <summary>The failures of earlier runs that were replayed.</summary>
    public IReadOnlyList<KeptFailure> Kept { get; init; } = [];

    /// <summary>How many scenarios of clauses ran.</summary>
    public int Scenarios { get; init; }

    /// <summary>In how many of those scenarios each clause of the catalogue was followed.</summary>
    public IReadOnlyList<long> ScenarioClauses { get; init; } = new long[Catalogue.All.Count];

    /// <summary>What the generated sequences did; null if none ran.</summary>
    public CheckReport? Random { get; init; }

    /// <summary>What was found; empty if nothing was.</summary>
    public IReadOnlyList<Failure> Failures { get; init; } = [];

    /// <summary>What was found and is known by the baseline: the first divergence of each entry.</summary>
    public IReadOnlyList<Failure> Known { get; init; } = [];

    /// <summary>What became of the entries of the baseline that speak of the subject, and of those that it needs.</summary>
    public IReadOnlyList<EntryOutcome> Entries { get; init; } = [];

    /// <summary>The entries of the baseline that are to be removed.</summary>
    public IReadOnlyList<EntryOutcome> Stale =>
        Plan.Baseline is { IsFixed: true } ? [] : [.. Entries.Where(static entry => entry.State == EntryState.Stale)];

    /// <summary>What there is to say of a subject behind the protocol; null for a machine in this process.</summary>
    public SubjectReport? Subject { get; init; }

    /// <summary>Whether somebody stopped it before its end.</summary>
    public bool WasStopped { get; init; }

    /// <summary>How often each clause was followed, by scenarios and by operations of generated sequences.</summary>
    public IReadOnlyList<long> Clauses =>
        Random is null ? ScenarioClauses : [.. ScenarioClauses.Zip(Random.PerClause, (left, right) => left + right)];

    /// <summary>The clauses that nothing followed.</summary>
    public IReadOnlyList<string> NeverFollowed
    {
        get
        {
            IReadOnlyList<long> counts = Clauses;
            return [.. Catalogue.All.Where((_, index) => counts[index] == 0).Select(clause => clause.Id)];
        }
    }

    /// <summary>How many invariants were held against what was seen.</summary>
    public int InvariantsChecked
    {
        get
        {
            IReadOnlyDictionary<string, string> skipped = SkippedClauses.Of(this);
            return Catalogue.All.Count(clause =>
                clause.Kind == ClauseKind.Invariant && !skipped.ContainsKey(clause.Id)
            );
        }
    }

    /// <summary>What it came to.</summary>
    public Verdict Verdict =>
        Failures.Count > 0 ? Verdict.Diverges(Failures[0].Finding.Divergence.Clause)
        : Subject?.Failure is { } failure ? Verdict.Inconclusive(failure.Sentence)
        : WasStopped ? Verdict.Inconclusive("it was stopped before its end")
        : Subject is not null && Scenarios == 0 && (Random is null or { Operations: 0, End: CheckEnd.Complete })
            ? Verdict.Inconclusive("the subject carries out nothing that was to be run")
        : Scenarios == 0 && Random is null or { Operations: 0, End: CheckEnd.Complete }
            ? Verdict.Inconclusive("no scenario and no generated operation ran")
        : Random is { Operations: 0 } && Plan.Options.Sequences > 0
            ? Verdict.Inconclusive("the time was up before the first operation")
        : Subject is { Undecided: > 0 } subject
            ? Verdict.Inconclusive($"{subject.Undecided} runs are undecided; the first because {subject.Reason}")
        : Verdict.ConformsBut(
            [.. Known.Select(static failure => failure.Known!.Name)],
            [.. Stale.Select(static outcome => outcome.Entry.Name)]
        );
}
