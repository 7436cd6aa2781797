using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Shows people what a check of two operations at a time does, and what it came to.</summary>
internal sealed class PairRaceScreen(Screen screen, CheckPlan plan)
{
    private const int Indent = 2;

    /// <summary>Says what will be done; the seed first.</summary>
    public void Begin(Capabilities can)
    {
        CheckOptions options = plan.Options;
        string time = options.Time is TimeSpan limit ? $" for {CheckScreen.Seconds(limit)}" : "";
        screen.Line($"seed {plan.Seed}");
        screen.Line($"world {WorldText.Format(options.World)}");
        screen.Line(
            $"subject {plan.Subject}, profile {options.Profile.Name}, {options.Sequences:N0} races{time}, "
                + $"{can.DelayPoints?.Count ?? 0} delay points"
        );
        screen.Line();
    }

    /// <summary>Tells now and then how far it is.</summary>
    public ProgressWatch Watch(PairRaceEngine engine)
    {
        ProgressWatch watch = new(screen);
        watch.Begin(
            () => engine.Elapsed,
            isShrinking =>
                $"{engine.Races:N0} of {plan.Options.Sequences:N0} races, {CheckScreen.Seconds(engine.Elapsed)}"
                + (isShrinking ? ": a divergence; looking for the shortest race" : "")
        );
        return watch;
    }

    /// <summary>Says what it came to; the verdict last.</summary>
    /// <param name="report">What it came to.</param>
    /// <param name="file">The replay file; empty for none.</param>
    /// <param name="leftFile">The file of the first race that was left undecided; empty for none.</param>
    public void End(PairRaceReport report, string file, string leftFile)
    {
        screen.Line(
            $"races: {report.Races:N0} in {report.Seconds:N1} s, in {report.Held:N0} of them the first was held up; "
                + $"{report.Explained:N0} answers explained by more than canonical steps"
        );
        foreach ((string point, long drawn, long held) in report.Points.Where(static point => point.Held > 0))
        {
            screen.Line($"  {point, -24}{held, 8:N0} of {drawn:N0}");
        }

        if (report.Restarts > 0)
        {
            screen.Line($"  started again {report.Restarts} times");
        }

        if (report.Left is { } left)
        {
            WriteUndecided(report.Undecided, left, leftFile);
        }

        if (report.Finding is { } finding)
        {
            Write(report, finding, file);
        }

        screen.Line();
        screen.Line($"{report.Verdict}", CheckScreen.StyleOf(report.Verdict));
    }

    private void WriteUndecided(long count, UndecidedRace left, string file)
    {
        screen.Paragraph($"{count} races undecided; the first because {left.Reason}", Indent);
        if (file.Length > 0)
        {
            screen.Line($"  its operations: {file}");
        }

        if (left.Evidence.Length > 0)
        {
            screen.Line();
            screen.Line(left.Evidence.TrimEnd());
        }
    }

    private void Write(PairRaceReport report, PairRaceFinding finding, string file)
    {
        screen.Line();
        screen.Line($"found by generated race {report.Race}", "bold");
        screen.Line(
            finding.Flaky is string again
                ? $"flaky: it came again {again} times, and is left as it was found"
                : $"shrunk from {report.Original!.Operations} to {finding.Script.Operations} operations in {report.Tries} tries"
        );
        screen.Line($"  world {WorldText.Format(finding.Script.World)}");
        foreach (ScenarioLine line in PairRaceFile.Of(finding, []).Lines)
        {
            screen.Line($"  {ScenarioWriter.Format(line)}");
        }

        CheckText.WriteDivergence(screen, finding.Divergence);
        if (finding.Evidence.Length > 0)
        {
            screen.Line();
            screen.Line(finding.Evidence.TrimEnd());
        }

        screen.Line();
        ClauseText.Write(screen, finding.Divergence.Clause, Indent);
        if (file.Length > 0)
        {
            screen.Line();
            screen.Line($"hmmspec replay {CheckPlan.Quote(file)} {CheckPlan.Quote(plan.Subject)}");
        }
    }
}
