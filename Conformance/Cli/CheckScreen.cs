using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Shows people what a check does: the beginning, how far it is, and what it came to.</summary>
internal sealed class CheckScreen(Screen screen, CheckPlan plan, CancellationToken cancellation)
    : ICheckObserver,
        IDisposable
{
    private readonly ProgressWatch _watch = new(screen);
    private int _broken;

    /// <summary>Says what will be done; the seed first.</summary>
    public void Begin()
    {
        CheckOptions options = plan.Options;
        string budget = options.Sequences == long.MaxValue ? "sequences" : $"{options.Sequences:N0} sequences";
        string time = options.Time is TimeSpan limit ? $" for {Seconds(limit)}" : "";
        screen.Line($"seed {plan.Seed}");
        screen.Line($"world {WorldText.Format(options.World)}");
        screen.Line(
            $"subject {plan.Subject}, profile {options.Profile.Name}, compare {CheckNames.Comparisons.NameOf(options.Comparison)}, "
                + $"{budget} of {options.Length:N0} operations{time}, workers {options.Workers}"
        );
        screen.Line();
    }

    public void KeptReplayed(KeptFailure kept) =>
        screen.Line(
            kept.Undecided is string reason
                ? $"kept failure is left as it is: {kept.File}: {reason}"
                : KeptText.Replayed(kept.File, kept.Finding?.Divergence.Clause)
        );

    public void ListedReplayed(KeptFailure listed) =>
        screen.Line(
            listed.Undecided is string reason ? $"listed replay file is left as it is: {listed.File}: {reason}"
            : listed.Finding is { } finding
                ? $"listed replay file still diverges: {listed.File} ({finding.Divergence.Clause})"
            : $"listed replay file no longer diverges: {listed.File}"
        );

    public void ScenarioBegins(int number, int count) => screen.Status($"scenarios: {number} of {count}");

    public void ScenarioEnds(Scenario scenario, ScenarioVerdict verdict) => _broken += verdict.Holds ? 0 : 1;

    public void ScenariosEnd(int count, IReadOnlyList<Failure> failures)
    {
        screen.Line(
            failures.Count == 0 && _broken > 0 ? $"scenarios: {count} ran, and {_broken} diverge in what is known"
            : failures.Count == 0 ? $"scenarios: all {count} conform"
            : $"scenarios: {count} ran, and {failures.Count} {(failures.Count == 1 ? "clause is" : "clauses are")} broken"
        );
        foreach (Failure failure in failures)
        {
            screen.Line($"  {failure.Finding.Divergence.Clause}  {failure.File}{failure.Unkept}");
        }
    }

    public void RandomBegins(ICheckEngine engine) =>
        _watch.Begin(() => engine.Elapsed, isShrinking => Progress(engine, isShrinking));

    public void RandomEnds() => _watch.End();

    /// <summary>Says what the check came to; the verdict last.</summary>
    public void End(CheckSummary summary)
    {
        CheckText.WriteSummary(screen, summary);
        if (summary.Subject is { } subject)
        {
            SubjectText.Write(screen, subject);
        }

        BaselineText.Write(screen, summary);
        if (summary.Failures.Count > 0)
        {
            CheckText.WriteFailure(screen, plan, summary.Failures[0]);
        }

        screen.Line();
        screen.Line($"{summary.Verdict}", StyleOf(summary.Verdict));
    }

    public void Dispose() => _watch.Dispose();

    /// <summary>How a terminal shows a verdict.</summary>
    public static string StyleOf(Verdict verdict) =>
        verdict.Kind switch
        {
            VerdictKind.Conforms => "bold green",
            VerdictKind.Diverges => "bold red",
            VerdictKind.Inconclusive => "bold yellow",
        };

    /// <summary>A span of time in the unit that fits it.</summary>
    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 10 ? $"{time.TotalSeconds:0.#} s"
        : time.TotalSeconds < 120 ? $"{time.TotalSeconds:0} s"
        : time.TotalMinutes < 60 ? $"{time.TotalMinutes:0.#} min"
        : $"{time.TotalHours:0.#} h";

    private string Progress(ICheckEngine engine, bool isShrinking)
    {
        CheckOptions options = plan.Options;
        double seconds = Math.Max(engine.Elapsed.TotalSeconds, 0.001);
        string sequences = options.Sequences == long.MaxValue ? "" : $" of {options.Sequences:N0}";
        string time = options.Time is TimeSpan limit ? $" of {Seconds(limit)}" : "";
        string text =
            $"{engine.Operations:N0} operations, {engine.Operations / seconds:N0}/s, "
            + $"{engine.Sequences:N0}{sequences} sequences, "
            + $"{engine.ClausesFollowed} clauses, {Seconds(engine.Elapsed)}{time}";
        return isShrinking ? $"{text}: a divergence; looking for the shortest sequence"
            : cancellation.IsCancellationRequested ? $"{text}: stopping"
            : text;
    }
}
