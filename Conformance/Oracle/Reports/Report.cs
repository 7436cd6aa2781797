namespace HmmSpec.Conformance;

/// <summary>What results files say, of one run or of the shards of one.</summary>
/// <param name="Suites">One for each subject and profile.</param>
/// <param name="Verdict"><c>conforms</c>, <c>diverges</c> or <c>inconclusive</c>.</param>
/// <param name="Reason">The broken clause, or why nothing can be said; empty if there is nothing to add.</param>
/// <param name="ExitCode">What a command that had done all of it would have ended with.</param>
public sealed record Report(IReadOnlyList<ReportSuite> Suites, string Verdict, string Reason, int ExitCode)
{
    private const int Conforms = 0;
    private const int Diverges = 1;
    private const int Inconclusive = 2;
    private const int Baseline = 4;

    /// <summary>All files.</summary>
    public IEnumerable<ResultsFile> Files => Suites.SelectMany(static suite => suite.Files);

    /// <summary>All cases.</summary>
    public IEnumerable<ReportCase> Cases => Suites.SelectMany(static suite => suite.Cases);

    /// <summary>What a reader should know beside the results, each once.</summary>
    public IReadOnlyList<string> Notes =>
        [.. Files.SelectMany(static file => file.Notes).Distinct(StringComparer.Ordinal)];

    /// <summary>How many cases have this outcome.</summary>
    public int Count(CaseOutcome outcome) => Cases.Count(one => one.Outcome == outcome);

    /// <summary>The report on some files.</summary>
    /// <param name="files">At least one.</param>
    /// <param name="graver">Which of two exit codes counts.</param>
    public static Report Of(IReadOnlyList<ResultsFile> files, Func<int, int, int> graver)
    {
        IReadOnlyList<ReportSuite> suites = ReportSuite.Of(files);
        bool isStale = suites.Any(static suite => suite.Stale.Count > 0);
        int code = files.Select(file => CodeOf(file, isStale)).Aggregate(graver);
        ResultsFile decisive = files.FirstOrDefault(file => CodeOf(file, isStale) == code) ?? files[0];
        return new Report(suites, decisive.Verdict, decisive.Reason, code);
    }

    // What one shard did not see another may have seen.
    private static int CodeOf(ResultsFile file, bool isStale) =>
        file.Footer is null
            ? file.Verdict == "diverges"
                ? Diverges
                : Inconclusive
            : file.Footer.ExitCode == Baseline && !isStale
                ? Conforms
                : file.Footer.ExitCode;
}
