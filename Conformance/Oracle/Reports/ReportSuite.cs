using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The results of one subject under one profile, of one file or of several.</summary>
/// <param name="Name">Subject and profile.</param>
/// <param name="Files">The files.</param>
/// <param name="Cases">All clauses in the order of the catalogue, then what is said of the run itself.</param>
public sealed record ReportSuite(string Name, IReadOnlyList<ResultsFile> Files, IReadOnlyList<ReportCase> Cases)
{
    private const string RunCase = "run";
    private const string BaselineCase = "baseline";

    /// <summary>How many generated sequences ran.</summary>
    public long Sequences => Files.Sum(static file => file.Footer?.Sequences ?? file.LastProgress?.Sequences ?? 0);

    /// <summary>How many operations they had together.</summary>
    public long Operations => Files.Sum(static file => file.Footer?.Operations ?? file.LastProgress?.Operations ?? 0);

    /// <summary>How many scenarios ran.</summary>
    public long Scenarios => Files.Sum(static file => file.Lines.OfType<ResultScenario>().LongCount());

    /// <summary>How long the generated sequences took, of all files together.</summary>
    public double Seconds => Files.Sum(static file => file.Footer?.Seconds ?? 0);

    /// <summary>The clauses.</summary>
    public IEnumerable<ReportCase> Clauses => Cases.Where(static one => one.IsClause);

    /// <summary>The divergences, in the order of the files.</summary>
    public IEnumerable<ResultDivergence> Divergences =>
        Files.SelectMany(static file => file.Lines.OfType<ResultDivergence>());

    /// <summary>The entries of baselines that are to be removed: no file of the suite saw them diverge.</summary>
    public IReadOnlyList<string> Stale => StaleIn(Files);

    /// <summary>How many cases have this outcome.</summary>
    public int Count(CaseOutcome outcome) => Cases.Count(one => one.Outcome == outcome);

    /// <summary>The suites of some files, in the order in which the first file of each comes.</summary>
    public static IReadOnlyList<ReportSuite> Of(IEnumerable<ResultsFile> files) =>
        [.. files.GroupBy(static file => NameOf(file.Header)).Select(static group => Of(group.Key, [.. group]))];

    private static ReportSuite Of(string name, IReadOnlyList<ResultsFile> files)
    {
        ILookup<string, ResultDivergence> divergences = files
            .SelectMany(static file => file.Lines.OfType<ResultDivergence>())
            .ToLookup(static divergence => divergence.Clause, StringComparer.Ordinal);
        IEnumerable<string> ids = files
            .SelectMany(static file => file.Footer?.Clauses.Keys ?? Catalogue.All.Select(static clause => clause.Id))
            .Concat(divergences.Select(static group => group.Key))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static id => Catalogue.Find(id) is null ? int.MaxValue : Catalogue.IndexOf(id))
            .ThenBy(static id => id, StringComparer.Ordinal);
        List<ReportCase> cases = [.. ids.Select(id => CaseOf(id, files, [.. divergences[id]]))];
        cases.Add(RunOf(files));
        if (files.Any(static file => file.Header.Baseline is not null))
        {
            cases.Add(BaselineOf(files));
        }

        return new ReportSuite(name, files, cases);
    }

    private static ReportCase CaseOf(
        string id,
        IReadOnlyList<ResultsFile> files,
        IReadOnlyList<ResultDivergence> divergences
    )
    {
        long followed = files.Sum(file => file.Followed(id));
        ResultDivergence? worst = divergences.OrderBy(static one => one.IsKnown).FirstOrDefault();
        // A run that was killed may have seen it and not yet told of it in full.
        string? broken = worst is null
            ? files.Select(file => file.WhatBreaks(id)).OfType<string>().FirstOrDefault()
            : null;
        string? skipped = files.Any(file => file.SkipReason(id) is null) ? null : files[0].SkipReason(id);
        return worst is { IsKnown: false }
                ? new ReportCase(id, CaseOutcome.Diverged, DivergenceText.Headline(worst), followed, divergences)
            : worst is not null
                ? new ReportCase(id, CaseOutcome.Known, DivergenceText.Known(worst), followed, divergences)
            : broken is not null ? new ReportCase(id, CaseOutcome.Diverged, broken, followed, divergences)
            : new ReportCase(
                id,
                skipped is null ? CaseOutcome.Held : CaseOutcome.Skipped,
                skipped ?? "",
                followed,
                divergences
            );
    }

    private static ReportCase RunOf(IReadOnlyList<ResultsFile> files)
    {
        string[] problems = [.. files.Select(static file => file.Undecided).OfType<string>()];
        CaseOutcome outcome = problems.Length > 0 ? CaseOutcome.Undecided : CaseOutcome.Held;
        return new ReportCase(RunCase, outcome, string.Join("; ", problems), 0, []) { IsClause = false };
    }

    private static ReportCase BaselineOf(IReadOnlyList<ResultsFile> files)
    {
        string[] stale = StaleIn(files);
        return new ReportCase(
            BaselineCase,
            stale.Length > 0 ? CaseOutcome.Diverged : CaseOutcome.Held,
            stale.Length > 0 ? $"no longer diverges, to be removed: {string.Join(", ", stale)}" : "",
            0,
            []
        )
        {
            IsClause = false,
        };
    }

    private static string[] StaleIn(IReadOnlyList<ResultsFile> files) =>
        [
            .. files
                .SelectMany(static file => file.Footer?.Stale ?? [])
                .Distinct(StringComparer.Ordinal)
                .Where(name =>
                    !files.Any(file =>
                        file.Lines.OfType<ResultEntry>().Any(entry => entry.Name == name && entry.Times > 0)
                    )
                ),
        ];

    private static string NameOf(ResultHeader header) =>
        $"{header.Subject} ({header.Profile}{(header.Compare == "exact" ? "" : $", {header.Compare}")})";
}
