using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>Says what became of the entries of a baseline.</summary>
internal static class BaselineText
{
    /// <summary>A line for each entry; nothing if there is no baseline.</summary>
    public static void Write(Screen screen, CheckSummary summary)
    {
        if (summary.Plan.Baseline is not { } baseline)
        {
            return;
        }

        if (baseline.Note.Length > 0)
        {
            screen.Line($"note: {baseline.Note}");
        }

        screen.Line($"baseline {baseline.Path}: {summary.Entries.Count} of its entries are of this subject");
        foreach (EntryOutcome outcome in summary.Entries)
        {
            screen.Line($"  {outcome.Entry.Name}: {Words(outcome, baseline)}{Where(outcome, summary)}");
        }

        if (baseline.IsFixed)
        {
            screen.Line(
                CheckFiles.IsToBeRewritten(summary)
                    ? $"written to {baseline.Path}"
                    : $"{baseline.Path} was left as it is, because the run did not come to its end"
            );
        }
    }

    private static string Words(EntryOutcome outcome, BaselinePlan baseline) =>
        outcome.State switch
        {
            EntryState.Diverges =>
                $"diverges, {outcome.Times:N0} times{(outcome.IsNew ? "; new" : "")}{Issue(outcome.Entry)}",
            EntryState.Stale => baseline.IsFixed
                ? "no longer diverges; removed"
                : $"no longer diverges: remove it from {baseline.Path}",
            EntryState.Undecided => "did not diverge, but the run did not look at everything",
        };

    private static string Issue(BaselineEntry entry) => entry.Issue is null ? "" : $" ({entry.Issue})";

    private static string Where(EntryOutcome outcome, CheckSummary summary) =>
        summary.Known.FirstOrDefault(failure => failure.Known == outcome.Entry) is { File.Length: > 0 } failure
            ? $", {failure.File}"
            : "";
}
