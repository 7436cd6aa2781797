using System.Text;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Writes scenario files. What <see cref="ScenarioReader"/> read is written back with all its comments.</summary>
public static class ScenarioWriter
{
    /// <summary>A scenario as the text of a file: the header, a blank line, the lines.</summary>
    public static string Write(Scenario scenario)
    {
        StringBuilder text = new();
        text.Append(Header.Magic).Append(' ').Append(Scenario.Version).Append('\n');
        AppendComments(text, scenario.Comments);
        AppendHeader(text, Header.Title, scenario.Title);
        foreach (string clause in scenario.Clauses)
        {
            AppendHeader(text, Header.Clause, clause);
        }

        AppendHeader(text, Header.Source, scenario.Source);
        AppendHeader(text, Header.World, WorldText.Format(scenario.World));
        AppendHeader(text, Header.Profile, scenario.Profile.Name);
        text.Append('\n');
        foreach (ScenarioLine line in scenario.Lines)
        {
            AppendComments(text, line.Leading);
            text.Append(Format(line));
            if (line.Comment.Length > 0)
            {
                text.Append(" # ").Append(OneLine(line.Comment));
            }

            text.Append('\n');
        }

        AppendComments(text, scenario.Tail);
        return text.ToString();
    }

    /// <summary>A line as text, without its comments.</summary>
    public static string Format(ScenarioLine line) =>
        line switch
        {
            OperationLine it => OperationText.Format(it.Operation)
                + (it.Wanted is null ? "" : $" {Header.Arrow} {OutcomeText.Format(it.Wanted)}"),
            ExpectPage it => $"{Header.Expect} {ExpectText.Format(it)}",
            ExpectMirror it => $"{Header.Expect} {ExpectText.Format(it)}",
            ExpectUsed it => $"{Header.Expect} {ExpectText.Format(it)}",
            BeginLine it => ConcurrentText.Format(it),
            HoldLine it => ConcurrentText.Format(it),
            StepLine it => ConcurrentText.Format(it),
            StepToLine it => ConcurrentText.Format(it),
            ChooseLine it => ConcurrentText.Format(it),
            BlockedLine it => ConcurrentText.Format(it),
            EndLine it => ConcurrentText.Format(it),
            LeaveLine it => ConcurrentText.Format(it),
        };

    private static void AppendHeader(StringBuilder text, string key, string value)
    {
        string line = OneLine(value);
        if (line.Length > 0)
        {
            text.Append(key).Append(' ').Append(line).Append('\n');
        }
    }

    private static void AppendComments(StringBuilder text, Sequence<string> comments)
    {
        foreach (string comment in comments)
        {
            string line = OneLine(comment);
            text.Append(line.Length == 0 || line.StartsWith('#') ? line : $"# {line}").Append('\n');
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
