using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Writes what a check of races came to for people.</summary>
internal static class RaceText
{
    private const int Indent = 2;

    /// <summary>How much ran.</summary>
    public static void WriteSummary(Screen screen, RaceSummary summary)
    {
        if (summary.Random is not RaceReport report)
        {
            return;
        }

        RaceTotals totals = report.Totals;
        double rate = totals.Steps / Math.Max(report.Seconds, 0.001);
        screen.Line(
            $"random: {totals.Runs:N0} races, {totals.Operations:N0} operations, {totals.Steps:N0} steps, "
                + $"{totals.Switches:N0} switches in {report.Seconds:N1} s, {rate:N0} steps a second"
        );
        CheckText.WriteKinds(screen, totals.PerKind);
        int followable = Catalogue.All.AsEnumerable().Count(static clause => clause.Kind != ClauseKind.Invariant);
        int followed = totals.PerClause.Count(static count => count > 0);
        screen.Line(
            $"clauses: {followed} of {followable} followed, "
                + $"{summary.InvariantsChecked} of {Catalogue.All.Count - followable} invariants checked"
        );
    }

    /// <summary>A failure with all that is needed to understand it and to see it again.</summary>
    public static void WriteFailure(Screen screen, CheckPlan plan, RaceFailure failure)
    {
        RaceFinding finding = failure.Finding;
        screen.Line();
        screen.Line(failure.Origin, "bold");
        if (failure.Tries > 0)
        {
            screen.Line($"shrunk from {Size(failure.ShrunkFrom)} to {Size(finding.Race)} in {failure.Tries} tries");
        }

        screen.Line($"  world {WorldText.Format(finding.Race.World)}");
        if (finding.Race.Profile != plan.Options.Profile)
        {
            screen.Line($"  profile {finding.Race.Profile.Name}");
        }

        WriteTurns(screen, finding);
        screen.Line();
        screen.Line($"broken: {finding.Violation.Invariant} ({finding.Violation.Clause})");
        screen.Line($"  found     {finding.Violation.Sentence}", "red");
        if (plan.Subject == CheckPlan.SideBySideSubject)
        {
            screen.Line("The specification contradicts itself here: a fault of hmmspec.");
        }

        screen.Line();
        ClauseText.Write(screen, finding.Violation.Clause, Indent);
        screen.Line();
        KeptText.Write(screen, plan, plan.FailureFolder, failure.File, failure.Unkept, failure.CommandLine);
    }

    private static void WriteTurns(Screen screen, RaceFinding finding)
    {
        Race race = finding.Race;
        string[] lines =
        [
            .. race.Setup.Select(static operation => $"   {OperationText.Format(operation)}"),
            .. finding.Steps.AsEnumerable().Select(RaceWords.Of),
        ];
        int width = $"{lines.Length}".Length;
        foreach ((int index, string line) in lines.Index())
        {
            screen.Line($"  {$"{index + 1}".PadLeft(width)}  {line}");
        }

        if (finding.Fault == RaceFault.Endless)
        {
            foreach ((int agent, Sequence<Operation> operations) in race.Agents.Index())
            {
                string all = string.Join("; ", operations.Select(OperationText.Format));
                screen.Line($"  {AgentNames.Of(agent)}, taking turns with the others: {all}");
            }
        }
    }

    private static string Size(Race race) =>
        $"{race.Operations} operations, {race.Schedule.Count} steps and {race.Switches} switches";
}
