using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a check does, as lines of a results file.</summary>
internal static class ResultLines
{
    /// <summary>The first line.</summary>
    public static ResultHeader Header(CheckPlan plan, string tool, string commandLine) =>
        new(
            ResultHeader.Version,
            tool,
            SpecRevision.Current,
            commandLine,
            plan.Seed,
            Counts(
                WorldText.ShownOf(plan.Options.World),
                static size => size.Name,
                size => size.Of(plan.Options.World)
            ),
            plan.Options.Profile.Name,
            plan.Subject,
            CheckNames.Comparisons.NameOf(plan.Options.Comparison),
            plan.Baseline?.Path
        );

    /// <summary>A scenario.</summary>
    public static ResultScenario Scenario(int number, Scenario scenario, ScenarioVerdict verdict)
    {
        ClauseSet followed = verdict.Run.Fired;
        return new ResultScenario(
            number,
            scenario.Title,
            [.. scenario.Clauses],
            [.. Catalogue.All.Where((_, index) => followed.Contains(index)).Select(static clause => clause.Id)],
            verdict.Verdict.Word,
            verdict.Verdict.Detail.Length == 0 ? null : verdict.Verdict.Detail
        );
    }

    /// <summary>A divergence.</summary>
    public static ResultDivergence Divergence(CheckPlan plan, Failure failure)
    {
        Finding finding = failure.Finding;
        Divergence divergence = finding.Divergence;
        Clause? clause = Catalogue.Find(divergence.Clause);
        bool isKept = failure.Unkept.Length == 0 && failure.File.Length > 0;
        return new ResultDivergence(
            divergence.Clause,
            clause?.Sentence ?? "",
            clause is null ? [] : ClauseWords.List(clause.Versions),
            divergence.Kind.ToString().ToLowerInvariant(),
            divergence.Subject,
            divergence.Expected,
            divergence.Found,
            failure.Origin,
            WorldText.Format(finding.World),
            finding.Profile.Name,
            [.. finding.Operations.Select(OperationText.Format)],
            failure.ShrunkFrom,
            Commands(failure.CommandLine, isKept ? plan.CommandLinesFor(failure.File) : []),
            failure.Known is not null,
            divergence.BrokenInvariant,
            isKept ? failure.File : null,
            failure.Known?.Issue
        );
    }

    /// <summary>An entry of the baseline.</summary>
    public static ResultEntry Entry(EntryOutcome outcome) =>
        new(outcome.Entry.Name, outcome.Word, outcome.Times, outcome.Entry.Issue, outcome.Entry.Since);

    /// <summary>The last line.</summary>
    public static ResultFooter Footer(CheckSummary summary, int exitCode)
    {
        CheckReport? random = summary.Random;
        return new ResultFooter(
            CheckJson.End(summary),
            summary.Scenarios,
            random?.Sequences ?? 0,
            random?.Operations ?? 0,
            Math.Round(random?.Seconds ?? 0, 3),
            Counts(OperationKinds.All, CheckNames.Kinds.NameOf, kind => random?.PerKind[(int)kind] ?? 0),
            Counts(Catalogue.All, static clause => clause.Id, clause => summary.Clauses[Catalogue.IndexOf(clause.Id)]),
            SkippedClauses.Of(summary),
            summary.Failures.Count,
            summary.Known.Count,
            [.. summary.Stale.Select(static outcome => outcome.Entry.Name)],
            summary.Verdict.Word,
            summary.Verdict.Detail,
            exitCode
        );
    }

    private static Dictionary<string, string> Commands(string find, IReadOnlyList<string> again)
    {
        Dictionary<string, string> commands = new(StringComparer.Ordinal);
        if (find.Length > 0)
        {
            commands.Add("find", find);
        }

        foreach ((string name, string command) in ((string[])["replay", "explain"]).Zip(again))
        {
            commands.Add(name, command);
        }

        return commands;
    }

    // Members are written in the order in which they are added.
    private static Dictionary<string, TValue> Counts<T, TValue>(
        IEnumerable<T> items,
        Func<T, string> name,
        Func<T, TValue> count
    ) => items.ToDictionary(name, count, StringComparer.Ordinal);
}
