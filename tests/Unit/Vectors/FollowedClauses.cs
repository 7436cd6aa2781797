using System.Text;
using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>
/// Which clauses the steps of a scenario say that they follow, line by line: a text to be reviewed, and then held. That a named
/// clause is followed says nothing of one that is followed where it should not be.
/// </summary>
internal static class FollowedClauses
{
    /// <summary>The text of a family of scenarios.</summary>
    public static string Of(string family)
    {
        StringBuilder text = new();
        foreach (string path in VectorFiles.Families[family])
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(path).Append('\n');
            foreach (LineRun line in ConcurrentRunner.Run(VectorFiles.Read(path)))
            {
                if (line.Steps.Count > 0)
                {
                    text.Append("    ").Append(Words(line.Line)).Append(": ").Append(Sets(line)).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    // What is wanted of the outcome is not repeated.
    private static string Words(ScenarioLine line) =>
        line is OperationLine run ? OperationText.Format(run.Operation)
        : line is EndLine end ? $"end {end.Name}"
        : ScenarioWriter.Format(line);

    // Each set of clauses once, where it was followed first: a loop over pages says the same again and again.
    private static string Sets(LineRun line) =>
        string.Join(", ", line.Steps.Select(static taken => taken.Step.Clauses).Distinct().Select(Ids));

    private static string Ids(ClauseSet clauses) =>
        clauses.Count == 0
            ? "none"
            : string.Join(
                ' ',
                Enumerable
                    .Range(0, Catalogue.All.Count)
                    .Where(clauses.Contains)
                    .Select(static index => Catalogue.All[index].Id)
            );
}
