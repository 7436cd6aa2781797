using System.Diagnostics;
using HmmSpec.Mutation;

namespace HmmSpec.Cli;

/// <summary>Shows people what a mutation run does and came to.</summary>
internal sealed class MutateScreen(Screen screen, int mutants, EquivalentList equivalents)
{
    private const int LineEvery = 250;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _judged;
    private int _killed;

    /// <summary>Says how far it is, and what was not killed, so that it is not lost if the run is.</summary>
    public void Judged(MutantVerdict verdict)
    {
        _judged++;
        _killed += verdict.IsKilled ? 1 : 0;
        if (!verdict.IsKilled && equivalents.Of(verdict.Mutant) is null)
        {
            Mutant mutant = verdict.Mutant;
            string sees =
                verdict.Fate == MutantFate.ExactOnly ? $" (only the exact comparison sees it: {verdict.Clause})" : "";
            screen.Line(
                $"{MutationJson.WordOf(verdict, equivalents)} {mutant.Id}: {mutant.Before} => {mutant.After}{sees}"
            );
        }

        string text =
            $"{_judged:N0} of {mutants:N0} mutants, {_killed:N0} killed, {CheckScreen.Seconds(_watch.Elapsed)}";
        if (screen.IsTerminal)
        {
            screen.Status(text);
        }
        else if (_judged % LineEvery == 0)
        {
            screen.Line(text);
        }
    }

    /// <summary>Lists mutants.</summary>
    public static void List(Screen screen, IReadOnlyList<Mutant> mutants)
    {
        foreach (Mutant mutant in mutants)
        {
            screen.Line($"{mutant.Id}: {mutant.Before} => {mutant.After}");
        }
    }

    /// <summary>Says what became of them; the verdict last.</summary>
    public static void End(Screen screen, MutationReport report)
    {
        screen.Status("");
        screen.Table(
            [
                "operator",
                "bank",
                "mutants",
                "killed",
                "by scenario",
                "exact only",
                "equivalent",
                "survived",
                "operations",
                "length",
            ],
            [.. report.PerOperator.Where(static tally => tally.Mutants > 0).Select(RowOf)]
        );
        Name(screen, "not compilable", report.Uncompilable);
        foreach ((EquivalentMutant entry, string why) in report.Stale)
        {
            screen.Line($"{report.Equivalents.Name}:{entry.Line}: {entry}: {why}");
        }

        screen.Line();
        screen.Line(
            $"{report.Verdicts.Count:N0} of {report.All.Count:N0} mutants judged in {CheckScreen.Seconds(TimeSpan.FromSeconds(report.Seconds))}"
                + $" ({report.Verdicts.Count / Math.Max(report.Seconds, 0.001):0.0}/s, compiling included)"
        );
        screen.Line(
            $"{report.Killed.Count():N0} killed, {report.ExactOnly.Count():N0} exact only, "
                + $"{report.Equivalent.Count():N0} equivalent, {report.Survivors.Count():N0} survived"
                + (report.WasStopped ? "; stopped" : ""),
            report.Survivors.Any() ? "bold red" : "bold green"
        );
    }

    private static void Name(Screen screen, string what, IEnumerable<Mutant> mutants)
    {
        List<Mutant> named = [.. mutants];
        if (named.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line($"{what}: {named.Count:N0}");
        foreach (Mutant mutant in named)
        {
            screen.Line($"  {mutant.Id}: {mutant.Before} => {mutant.After}");
        }
    }

    private static Row RowOf(OperatorTally tally) =>
        new(
            new Cell(tally.Operator, tally.Survived > 0 ? "red" : "bold"),
            tally.Origins,
            Count(tally.Mutants),
            Count(tally.Killed),
            Count(tally.ByScenario),
            Count(tally.ExactOnly),
            Count(tally.Equivalent),
            Count(tally.Survived),
            $"{tally.Operations:N0}",
            Count(tally.Length)
        );

    private static Cell Count(int count) => new(count == 0 ? "-" : $"{count:N0}");
}
