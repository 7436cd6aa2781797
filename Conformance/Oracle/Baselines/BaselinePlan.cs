namespace HmmSpec.Conformance;

/// <summary>The baseline that a check is given.</summary>
/// <param name="Path">Its file, as the command line names it.</param>
/// <param name="Baseline">What stands in it.</param>
/// <param name="IsFixed">Whether it is to be rewritten: then whatever diverges is taken for known.</param>
public sealed record BaselinePlan(string Path, Baseline Baseline, bool IsFixed)
{
    /// <summary>What is to be said if it was written of another revision of the specification; empty if it was not.</summary>
    public string Note =>
        Baseline.Specification == SpecRevision.Current
            ? ""
            : $"the baseline is of the specification {Baseline.Specification}, this one is {SpecRevision.Current}: "
                + "clauses may say something else now, and new ones are not in it";

    /// <summary>The entries that speak of a subject.</summary>
    public IReadOnlyList<BaselineEntry> Of(string subject) => [.. Baseline.Entries.Where(entry => entry.IsOf(subject))];

    /// <summary>The baseline as it is after a check: without what is stale, with what it found.</summary>
    public Baseline After(CheckSummary summary) =>
        new(
            Baseline.Version,
            SpecRevision.Current,
            [
                .. Baseline.Entries.Where(entry => !entry.IsOf(summary.Plan.Subject)),
                .. summary
                    .Entries.Where(static entry => entry.State != EntryState.Stale)
                    .Select(static entry => entry.Entry),
            ]
        );

    /// <summary>Where the file of an entry is.</summary>
    public string PathOf(BaselineEntry entry) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? "", entry.File ?? "");
}
