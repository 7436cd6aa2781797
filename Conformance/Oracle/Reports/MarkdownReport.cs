using System.Text;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A summary in Markdown, as GitHub shows it for a step of a workflow.</summary>
public static class MarkdownReport
{
    // GitHub refuses a summary of more than a mebibyte.
    private const int MostDivergences = 50;
    private const int MostOperations = 200;

    /// <summary>The report as Markdown.</summary>
    public static string Format(Report report)
    {
        StringBuilder text = new();
        string reason = report.Reason.Length == 0 ? "" : $": {Text(report.Reason)}";
        Line(text, $"## hmmspec: {report.Verdict}{reason}");
        Line(text, "");
        foreach (string note in report.Notes)
        {
            Line(text, $"> {Text(note)}");
            Line(text, "");
        }

        Table(text, report);
        foreach (ReportSuite suite in report.Suites)
        {
            Suite(text, suite);
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, Report report)
    {
        Line(text, "| subject | held | diverged | known | skipped | scenarios | sequences | operations |");
        Line(text, "| --- | --: | --: | --: | --: | --: | --: | --: |");
        foreach (ReportSuite suite in report.Suites)
        {
            Line(
                text,
                $"| {Text(suite.Name)} | {Clauses(suite, CaseOutcome.Held)} | {Clauses(suite, CaseOutcome.Diverged)} "
                    + $"| {Clauses(suite, CaseOutcome.Known)} | {Clauses(suite, CaseOutcome.Skipped)} "
                    + $"| {suite.Scenarios:N0} | {suite.Sequences:N0} | {suite.Operations:N0} |"
            );
        }
    }

    private static int Clauses(ReportSuite suite, CaseOutcome outcome) =>
        suite.Clauses.Count(one => one.Outcome == outcome);

    private static void Suite(StringBuilder text, ReportSuite suite)
    {
        foreach (ReportCase one in suite.Cases.Where(static one => !one.IsClause && one.Outcome != CaseOutcome.Held))
        {
            Line(text, "");
            Line(text, $"**{Text(one.Name)}**: {Text(one.Reason)}");
        }

        ResultDivergence[] divergences = [.. suite.Divergences.OrderBy(static divergence => divergence.IsKnown)];
        foreach (ResultDivergence divergence in divergences.Take(MostDivergences))
        {
            Divergence(text, divergence);
        }

        if (divergences.Length > MostDivergences)
        {
            Line(text, "");
            Line(text, $"{divergences.Length - MostDivergences} more divergences are in the results.");
        }

        ReportCase[] skipped = [.. suite.Clauses.Where(static one => one.Outcome == CaseOutcome.Skipped)];
        if (skipped.Length > 0)
        {
            Line(text, "");
            Line(text, $"<details><summary>{skipped.Length} clauses skipped</summary>");
            Line(text, "");
            foreach (IGrouping<string, ReportCase> group in skipped.GroupBy(static one => one.Reason))
            {
                Line(text, $"- {Text(group.Key)}: {string.Join(", ", group.Select(static one => Text(one.Name)))}");
            }

            Line(text, "");
            Line(text, "</details>");
        }
    }

    private static void Divergence(StringBuilder text, ResultDivergence divergence)
    {
        string known = divergence.IsKnown ? $" ({DivergenceText.Known(divergence)})" : "";
        Line(text, "");
        Line(text, $"### {Text(divergence.Clause + known)}");
        Line(text, "");
        Line(text, Text(divergence.Sentence.Length > 0 ? divergence.Sentence : Sentence(divergence.Clause)));
        Line(text, "");
        Line(text, $"{Text(divergence.Subject)}: expected {Code(divergence.Expected)}, found {Code(divergence.Found)}");
        if (divergence.BrokenInvariant is string broken)
        {
            Line(text, "");
            Line(text, $"The state then breaks {Text(broken)}: {Text(Sentence(broken))}");
        }

        Line(text, "");
        Line(text, "<details><summary>operations, and how to see it again</summary>");
        Line(text, "");
        foreach (string operation in DivergenceText.Operations(divergence).Take(MostOperations))
        {
            Line(text, $"    {DivergenceText.OneLine(operation)}");
        }

        Line(text, "");
        Line(text, $"{Text(divergence.Origin)}:");
        Line(text, "");
        foreach (string command in divergence.Commands.Values)
        {
            Line(text, $"    {DivergenceText.OneLine(command)}");
        }

        Line(text, "");
        Line(text, "</details>");
    }

    private static string Sentence(string clause) => Catalogue.Find(clause)?.Sentence ?? "";

    // What a subject answers must stay text.
    private static string Text(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (char c in DivergenceText.OneLine(text))
        {
            safe.Append(
                c switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    '|' or '*' or '`' or '[' or ']' or '\\' or '~' => $"\\{c}",
                    '_' => "\\_",
                    _ => $"{c}",
                }
            );
        }

        return safe.ToString();
    }

    private static string Code(string text) => $"<code>{Text(text)}</code>";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
