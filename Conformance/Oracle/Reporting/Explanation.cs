using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>One side of a page, as it is allowed and as it was seen.</summary>
/// <param name="Name">Which side: <c>CPU entry</c>, <c>mirror d0</c>, <c>memory</c>, <c>TLB</c>.</param>
/// <param name="Allowed">What the reference has; <c>none</c> for nothing.</param>
/// <param name="Seen">What the machine has; null if it could not be asked.</param>
public sealed record ExplainedLane(string Name, string Allowed, string? Seen);

/// <summary>Pages next to each other that look the same.</summary>
/// <param name="Process">The process.</param>
/// <param name="Range">The pages.</param>
/// <param name="Lanes">Their sides, those with something in them.</param>
public sealed record ExplainedPages(int Process, PageRange Range, IReadOnlyList<ExplainedLane> Lanes)
{
    /// <summary>The pages as they are named: <c>p0 page 3</c>, <c>p0 pages 3 to 5</c>.</summary>
    public string Name =>
        Range.Count == 1 ? $"p{Process} page {Range.Start}" : $"p{Process} pages {Range.Start} to {Range.End - 1}";

    /// <summary>The same pages, with those that stand next to each other and look the same taken together.</summary>
    public static List<ExplainedPages> Grouped(IEnumerable<ExplainedPages> pages)
    {
        List<ExplainedPages> groups = [];
        foreach (ExplainedPages page in pages)
        {
            ExplainedPages? last = groups.Count > 0 ? groups[^1] : null;
            bool joins =
                last is not null
                && last.Process == page.Process
                && last.Range.End == page.Range.Start
                && last.Lanes.SequenceEqual(page.Lanes);
            if (joins)
            {
                PageRange joined = last!.Range with { Count = last.Range.Count + page.Range.Count };
                groups[^1] = last with { Range = joined };
            }
            else
            {
                groups.Add(page);
            }
        }

        return groups;
    }
}

/// <summary>A line of a scenario, and what came of it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Number">Which operation it is, counted from 1; 0 for an <c>expect</c> line.</param>
/// <param name="Allowed">The outcome of the reference, or the allowed one that the machine chose; empty for a line of
/// another kind.</param>
/// <param name="Seen">The outcome of the machine; null if it ended with an exception or was not asked.</param>
public sealed record ExplainedStep(ScenarioLine Line, int Number, string Allowed, string? Seen)
{
    /// <summary>The line as text, without what is wanted of it.</summary>
    public string Text => Line is OperationLine it ? OperationText.Format(it.Operation) : ScenarioWriter.Format(Line);

    /// <summary>
    /// What the file wants otherwise than the reference does, in one sentence; null if nothing. It is looked at only where
    /// the comparison is exact: else a machine may choose otherwise than the file.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>Whether what was seen is allowed though the reference does otherwise.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>The ids of the clauses that the reference followed.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>The pages that it touched.</summary>
    public IReadOnlyList<ExplainedPages> Pages { get; init; } = [];
}

/// <summary>A scenario step by step: what was allowed, and what was seen.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Steps">Its lines, up to a divergence.</param>
/// <param name="Divergence">The divergence; null if machine and reference agree to the end.</param>
public sealed record Explanation(Scenario Scenario, IReadOnlyList<ExplainedStep> Steps, Divergence? Divergence)
{
    /// <summary>Why nothing can be said of the last step; null if something can.</summary>
    public string? Undecided { get; init; }

    /// <summary>How many lines stand behind the divergence and were not run.</summary>
    public int NotRun => Scenario.Lines.Count - Steps.Count;

    /// <summary>The verdict in one line.</summary>
    public Verdict Verdict =>
        Undecided is not null
            ? Verdict.Inconclusive(Undecided)
            : ScenarioVerdict.Of(Divergence, Steps.Any(step => step.Problem is not null));

    /// <summary>Runs a scenario on a machine, and takes notes.</summary>
    public static Explanation Of(Scenario scenario, MachineFactory factory, Comparison comparison) =>
        new Explainer(scenario, factory, comparison).Run();
}
