using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>Writes a concurrent scenario step by step for people.</summary>
internal static class TurnText
{
    /// <summary>A row a step, the sides of pages that it changes below it, and who waits from then on.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="explanation">The steps.</param>
    /// <param name="isAsked">Whether they are those of the subject that was asked for.</param>
    public static void Write(Screen screen, TurnExplanation explanation, bool isAsked)
    {
        ExplainVerb.WriteHeader(screen, explanation.Scenario);
        screen.Table(["#", "who", "step", "clauses", "what it does"], [.. explanation.Turns.SelectMany(Rows)]);
        ExplainVerb.WriteNotRun(screen, explanation.NotRun);
        screen.Line();
        if (!isAsked)
        {
            screen.Line("operations take turns in it, so that no subject was asked: this is the reference alone");
        }

        screen.Line($"{explanation.Verdict}", CheckScreen.StyleOf(explanation.Verdict));
    }

    private static IEnumerable<Row> Rows(ExplainedTurn turn)
    {
        foreach (string comment in turn.Comments)
        {
            yield return Free("", comment.Length == 0 ? "" : $"# {comment}", "dim");
        }

        yield return new Row(
            turn.Number == 0 ? "" : $"{turn.Number}",
            new Cell(turn.Who, "bold"),
            new Cell(turn.Text, turn.Number == 0 ? "" : "bold"),
            string.Join(' ', turn.Clauses),
            turn.Effect
        );
        foreach (ExplainedPages pages in turn.Pages)
        {
            string name = pages.Name;
            foreach (ExplainedLane lane in pages.Lanes)
            {
                yield return new Row("", "", $"  {name}  {lane.Name}", "", lane.Allowed) { SetsWidths = false };
                name = new string(' ', name.Length);
            }
        }

        foreach ((string who, Waiting? waiting) in turn.Waiting)
        {
            yield return waiting is null ? Free(who, "can go on", "green") : Free(who, $"{waiting}", "yellow");
        }

        if (turn.Problem is string problem)
        {
            yield return Free("", problem, "red");
        }
    }

    // A sentence that goes beyond its column.
    private static Row Free(string who, string text, string style) =>
        new("", new Cell(who, style), new Cell(text, style), "", "") { SetsWidths = false };
}
