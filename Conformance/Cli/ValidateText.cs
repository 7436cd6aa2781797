using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>Writes what traces came to for people.</summary>
internal static class ValidateText
{
    private const int Indent = 2;

    /// <summary>Where a trace diverges, in one line.</summary>
    public static string Headline(TraceFinding found) =>
        $"{found.File}:{found.Line}: {found.What}: diverges: {found.Finding.Divergence.Clause}";

    /// <summary>What a trace diverges in, with all that is needed to understand it and to see it again.</summary>
    /// <param name="screen">Where to write.</param>
    /// <param name="found">What was found.</param>
    /// <param name="isFirst">Whether it is the first that breaks its clause: then the clause is quoted.</param>
    public static void Write(Screen screen, TraceFinding found, bool isFirst)
    {
        screen.Line(Headline(found), "red");
        if (found.Operation.Length > 0)
        {
            screen.Line($"  {found.Operation}");
        }

        string since = found.Reset == 0 ? "from the beginning on" : $"since the reset at line {found.Reset}";
        screen.Line($"  {found.Accepted} operations {since} were accepted before it");
        if (found.IsConcurrent)
        {
            screen.Line("  other operations were in flight; what they can have done in any order is not this");
        }

        CheckText.WriteDivergence(screen, found.Finding.Divergence);
        screen.Line();
        if (isFirst)
        {
            ClauseText.Write(screen, found.Finding.Divergence.Clause, Indent);
            screen.Line();
        }
    }

    /// <summary>Where a replay file is kept.</summary>
    /// <param name="screen">Where to write.</param>
    /// <param name="file">The replay file; null if there is none.</param>
    /// <param name="unkept">Why there is none; empty if there is one.</param>
    public static void WriteReplay(Screen screen, string? file, string unkept)
    {
        screen.Line(file is null ? $"no replay file: {unkept}" : $"kept in {file}");
        if (file is not null)
        {
            screen.Line($"  hmmspec explain {CheckPlan.Quote(file)}");
        }

        screen.Line();
    }

    /// <summary>What a trace came to.</summary>
    public static void Write(Screen screen, TraceSummary summary)
    {
        screen.Line(
            $"{summary.File}: {summary.Lines:N0} lines, {summary.Runs:N0} runs, {summary.Operations:N0} answers judged, "
                + $"{summary.Explained:N0} of them explained by choices or by what may happen by itself"
        );
        if (summary.Diverging > 0)
        {
            screen.Line($"  {summary.Diverging:N0} runs diverge");
        }

        if (summary.Undecided > 0)
        {
            screen.Paragraph($"{summary.Undecided:N0} runs undecided; the first at {summary.Reason}", Indent);
        }

        if (summary.Skipped > 0)
        {
            screen.Line($"  {summary.Skipped:N0} answers behind these passed over, to the next reset");
        }

        if (summary.Unanswered > 0)
        {
            screen.Line($"  {summary.Unanswered:N0} operations have no answer");
        }

        screen.Line($"{summary.File}: {summary.Verdict}", CheckScreen.StyleOf(summary.Verdict));
    }
}
