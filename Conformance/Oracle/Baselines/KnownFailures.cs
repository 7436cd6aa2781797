using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Tells the divergences that are known from the others while a check runs.</summary>
internal sealed class KnownFailures
{
    private readonly CheckPlan _plan;
    private readonly IReadOnlyList<BaselineEntry> _entries;
    private readonly List<BaselineEntry> _new = [];
    private readonly List<Failure> _failures = [];
    private readonly Dictionary<string, long> _times = new(StringComparer.Ordinal);
    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);

    /// <summary>The known divergences of the plan's baseline, if it has one.</summary>
    public KnownFailures(CheckPlan plan)
    {
        _plan = plan;
        _entries = plan.Baseline?.Of(plan.Subject) ?? [];
    }

    /// <summary>The clauses that generated sequences need not stop at.</summary>
    public KnownClauses Clauses =>
        _plan.Baseline is { IsFixed: true }
            ? KnownClauses.Everything
            : new KnownClauses([.. _entries.Select(static entry => entry.Clause).OfType<string>()]);

    /// <summary>The replay files that are listed, in the order of the baseline.</summary>
    /// <exception cref="ScenarioFileException">One of them cannot be read.</exception>
    /// <exception cref="InputFileException">In one of them operations take turns.</exception>
    public IReadOnlyList<(BaselineEntry Entry, string Path, Scenario Scenario)> Read() =>
        [
            .. _entries
                .Where(static entry => entry.File is not null)
                .Select(entry => (Entry: entry, Path: _plan.Baseline!.PathOf(entry)))
                .Select(static listed => (listed.Entry, listed.Path, Sequential(listed.Path))),
        ];

    /// <summary>Whether a replay file is listed.</summary>
    public bool Lists(string path) =>
        _entries.Any(entry => entry.File is not null && SamePath(_plan.Baseline!.PathOf(entry), path));

    /// <summary>A listed replay file shows nothing any more.</summary>
    public void IsSilent(BaselineEntry entry) => _silent.Add(Key(entry));

    /// <summary>The failure with its entry; it is counted.</summary>
    public Failure Take(BaselineEntry entry, Failure failure, long times = 1)
    {
        Failure known = failure with { Known = entry };
        if (Times(entry) == 0)
        {
            _failures.Add(known);
        }

        _times[Key(entry)] = Times(entry) + times;
        return known;
    }

    /// <summary>Whether a clause was seen to diverge before and is known; it is counted.</summary>
    public bool HasSeen(string? clause, long times = 1)
    {
        bool seen = clause is not null && _failures.Exists(failure => failure.Known?.Clause == clause);
        if (seen)
        {
            _times[Key(Find(clause!)!)] += times;
        }

        return seen;
    }

    /// <summary>The failure with its entry, if it is known; it is counted. Otherwise the failure as it is.</summary>
    public Failure Judge(Failure failure, long times = 1)
    {
        string clause = failure.Finding.Divergence.Clause;
        return Find(clause) is BaselineEntry entry ? Take(entry, failure, times) : failure;
    }

    /// <summary>The summary with what is known of this subject, and what became of the entries.</summary>
    public CheckSummary Complete(CheckSummary summary)
    {
        if (_plan.Baseline is null)
        {
            return summary;
        }

        HashSet<string> seen = SeenIn(summary);
        return summary with
        {
            Known = _failures,
            Entries =
            [
                .. _entries.Select(entry => new EntryOutcome(entry, StateOf(entry, seen), Times(entry))),
                .. _new.Select(entry => new EntryOutcome(entry, EntryState.Diverges, Times(entry)) { IsNew = true }),
            ],
        };
    }

    private BaselineEntry? Find(string clause)
    {
        BaselineEntry? listed =
            _entries.FirstOrDefault(entry => entry.Clause == clause) ?? _new.Find(entry => entry.Clause == clause);
        if (listed is null && _plan.Baseline is { IsFixed: true })
        {
            listed = new BaselineEntry
            {
                Clause = clause,
                Subject = _plan.Subject,
                Since = SpecRevision.Current,
            };
            _new.Add(listed);
        }

        return listed;
    }

    private long Times(BaselineEntry entry) => _times.GetValueOrDefault(Key(entry));

    // Two entries may name the same: one for a subject, and one for all.
    private static string Key(BaselineEntry entry) =>
        entry.Clause is null ? $"file {entry.File}" : $"clause {entry.Clause}";

    // A clause can be said to be gone only by a whole check that looked at it.
    private static HashSet<string> SeenIn(CheckSummary summary)
    {
        bool isWhole =
            summary is { Failures.Count: 0, WasStopped: false, Scenarios: > 0, Subject: null or { Undecided: 0 } }
            && summary.Random is { End: CheckEnd.Complete, Operations: > 0 }
            && summary.Plan.Options.Kinds.Count == 0;
        IReadOnlyDictionary<string, string> skipped = SkippedClauses.Of(summary);
        return Catalogue
            .All.Where(clause => isWhole && !skipped.ContainsKey(clause.Id))
            .Select(static clause => clause.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    private EntryState StateOf(BaselineEntry entry, HashSet<string> seen) =>
        Times(entry) > 0 ? EntryState.Diverges
        : entry.File is not null
            ? _silent.Contains(Key(entry)) ? EntryState.Stale
                : EntryState.Undecided
        : seen.Contains(entry.Clause!) ? EntryState.Stale
        : EntryState.Undecided;

    private static Scenario Sequential(string path)
    {
        Scenario scenario = ScenarioFile.Read(path);
        return scenario.IsConcurrent
            ? throw new InputFileException(
                $"{path}: Operations take turns in this file, so that check cannot hold a subject against it."
            )
            : scenario;
    }

    private static bool SamePath(string left, string right) => Path.GetFullPath(left) == Path.GetFullPath(right);
}
