using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Shows people what a check of races does: the beginning, how far it is, and what it came to.</summary>
internal sealed class RaceScreen(Screen screen, CheckPlan plan, CancellationToken cancellation)
    : IRaceObserver,
        IDisposable
{
    private readonly ProgressWatch _watch = new(screen);

    /// <summary>Says what will be done; the seed first.</summary>
    public void Begin()
    {
        CheckOptions options = plan.Options;
        string budget = options.Sequences == long.MaxValue ? "races" : $"{options.Sequences:N0} races";
        string time = options.Time is TimeSpan limit ? $" for {CheckScreen.Seconds(limit)}" : "";
        screen.Line($"seed {plan.Seed}");
        screen.Line($"world {WorldText.Format(options.World)}");
        screen.Line(
            $"subject {plan.Subject}, profile {options.Profile.Name}, {budget} of {options.Agents} agents with up to "
                + $"{options.Length:N0} operations{time}, workers {options.Workers}"
        );
        screen.Line();
    }

    public void KeptReplayed(KeptRace kept) =>
        screen.Line(KeptText.Replayed(kept.File, kept.Finding?.Violation.Clause));

    public void RandomBegins(RaceEngine engine) =>
        _watch.Begin(() => engine.Elapsed, isShrinking => Progress(engine, isShrinking));

    public void RandomEnds() => _watch.End();

    /// <summary>Says what the check came to; the verdict last.</summary>
    public void End(RaceSummary summary)
    {
        RaceText.WriteSummary(screen, summary);
        if (summary.Failures.Count > 0)
        {
            RaceText.WriteFailure(screen, plan, summary.Failures[0]);
        }

        screen.Line();
        screen.Line($"{summary.Verdict}", CheckScreen.StyleOf(summary.Verdict));
    }

    public void Dispose() => _watch.Dispose();

    private string Progress(RaceEngine engine, bool isShrinking)
    {
        CheckOptions options = plan.Options;
        double seconds = Math.Max(engine.Elapsed.TotalSeconds, 0.001);
        string races = options.Sequences == long.MaxValue ? "" : $" of {options.Sequences:N0}";
        string time = options.Time is TimeSpan limit ? $" of {CheckScreen.Seconds(limit)}" : "";
        string text =
            $"{engine.Steps:N0} steps, {engine.Steps / seconds:N0}/s, {engine.Runs:N0}{races} races, "
            + $"{CheckScreen.Seconds(engine.Elapsed)}{time}";
        return isShrinking ? $"{text}: a fault; looking for the smallest race"
            : cancellation.IsCancellationRequested ? $"{text}: stopping"
            : text;
    }
}
