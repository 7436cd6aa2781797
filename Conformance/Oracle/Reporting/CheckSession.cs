using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Is told what a check does while it runs.</summary>
public interface ICheckObserver
{
    /// <summary>A failure of an earlier run was replayed, or cannot be.</summary>
    void KeptReplayed(KeptFailure kept);

    /// <summary>The scenario of a clause begins; they are numbered from 1.</summary>
    void ScenarioBegins(int number, int count);

    /// <summary>A replay file that the baseline lists was replayed, or cannot be.</summary>
    void ListedReplayed(KeptFailure listed) { }

    /// <summary>The scenario of a clause has run.</summary>
    void ScenarioEnds(Scenario scenario, ScenarioVerdict verdict) { }

    /// <summary>A divergence was found, and is on disk.</summary>
    void Diverged(Failure failure) { }

    /// <summary>The scenarios of the clauses have run.</summary>
    void ScenariosEnd(int count, IReadOnlyList<Failure> failures);

    /// <summary>The generated sequences begin; the engine can be asked how far it is.</summary>
    void RandomBegins(ICheckEngine engine);

    /// <summary>The generated sequences have run.</summary>
    void RandomEnds();
}

/// <summary>
/// A whole check: first the replay files that the baseline lists and the failures that earlier runs kept, then the scenarios of all clauses, then generated sequences.
/// Each part runs only if those before it found nothing but what is known. What is found is on disk before it is returned.
/// </summary>
public sealed class CheckSession
{
    private const int ScenarioShrinkBudget = 2_000;

    private readonly CheckPlan _plan;
    private readonly IUnderTest _tested;
    private readonly ICheckObserver _observer;
    private readonly FailureFolder _folder;
    private readonly KnownFailures _known;
    private SubjectFailure? _failure;

    /// <summary>A check of the machines that the factory makes.</summary>
    public CheckSession(CheckPlan plan, MachineFactory factory, ICheckObserver observer)
        : this(plan, new MachineUnderTest(factory, plan.Options.Comparison), observer) { }

    /// <summary>A check.</summary>
    public CheckSession(CheckPlan plan, IUnderTest tested, ICheckObserver observer)
    {
        _plan = plan;
        _tested = tested;
        _observer = observer;
        _folder = new FailureFolder(plan.FailureFolder);
        _known = new KnownFailures(plan);
    }

    /// <summary>Runs it to its end, or until <paramref name="cancellation"/> asks to stop.</summary>
    /// <exception cref="ScenarioFileException">A kept failure, or one that the baseline lists, cannot be read.</exception>
    public CheckSummary Run(CancellationToken cancellation)
    {
        ReplayListed(cancellation);
        CheckSummary summary = _plan.IsGeneratedOnly ? new CheckSummary(_plan) : ReplayKept(cancellation);
        summary = IsOver(summary) || _plan.IsGeneratedOnly ? summary : RunScenarios(summary, cancellation);
        summary = IsOver(summary) ? summary : RunRandom(summary, cancellation);
        return _known.Complete(
            summary with
            {
                Subject = _tested.Report is { } report ? KeepUndecided(report with { Failure = _failure }) : null,
            }
        );
    }

    // That it cannot be kept must not hide what the check says.
    private SubjectReport KeepUndecided(SubjectReport report)
    {
        try
        {
            return report.Left is { } left
                ? report with
                {
                    LeftFile = _folder.KeepUndecided(left, _plan.Options.Seed),
                }
                : report;
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            return report with { LeftUnkept = FailureFolder.Reason(exception) };
        }
    }

    private bool IsOver(CheckSummary summary) =>
        summary.Failures.Count > 0 || summary.WasStopped || _failure is not null;

    // What was found before a subject fails for good is kept.
    private T? Ask<T>(Func<T> ask)
        where T : class
    {
        try
        {
            return _failure is null ? ask() : null;
        }
        catch (SubjectException exception)
        {
            _failure = exception.Failure;
            return null;
        }
    }

    private void ReplayListed(CancellationToken cancellation)
    {
        foreach (
            (BaselineEntry entry, string path, Scenario scenario) in _known
                .Read()
                .TakeWhile(_ => !cancellation.IsCancellationRequested)
        )
        {
            if (Replay(path, scenario) is not { } replayed)
            {
                return;
            }

            _observer.ListedReplayed(replayed);
            if (replayed.Finding is { } finding)
            {
                Failure failure = new(FoundIn.Kept, finding, path) { Origin = "listed in the baseline" };
                _observer.Diverged(_known.Take(entry, failure));
            }
            else if (replayed.Undecided is null)
            {
                _known.IsSilent(entry);
            }
        }
    }

    // What a file shows of the subject, which is not asked for what it does not declare; null if it fails for good. Of what was
    // left undecided it is not said that it is fixed.
    private KeptFailure? Replay(string path, Scenario scenario)
    {
        if (_tested.Lack(scenario) is string lack)
        {
            return new KeptFailure(path, null) { Undecided = $"it {lack}" };
        }

        long undecided = _tested.Report?.Undecided ?? 0;
        return Ask(() => new KeptFailure(path, _tested.Find(scenario))) is { } replayed
            ? replayed with
            {
                Undecided =
                    replayed.Finding is null && _tested.Report is { } report && report.Undecided > undecided
                        ? "what the subject answered is left undecided"
                        : null,
            }
            : null;
    }

    private CheckSummary ReplayKept(CancellationToken cancellation)
    {
        List<KeptFailure> all = [];
        List<Failure> failures = [];

        // All are read before the first is run or renamed: a file that cannot be read must leave nothing half done. Of
        // concurrent ones a subject cannot say anything.
        List<(string Path, Scenario Scenario)> kept =
        [
            .. _folder
                .Failures()
                .Where(path => !_known.Lists(path))
                .Select(path => (path, ScenarioFile.Read(path)))
                .Where(static entry => !entry.Item2.IsConcurrent),
        ];
        foreach ((string path, Scenario scenario) in kept)
        {
            if (cancellation.IsCancellationRequested || Replay(path, scenario) is not { } replayed)
            {
                break;
            }

            if (replayed is { Finding: null, Undecided: null })
            {
                replayed = replayed with { File = _folder.MarkFixed(path) };
            }

            all.Add(replayed);
            if (replayed.Finding is { } finding)
            {
                Sort(new Failure(FoundIn.Kept, finding, path) { Origin = "kept by an earlier run" }, failures);
            }

            _observer.KeptReplayed(replayed);
        }

        return new CheckSummary(_plan)
        {
            Kept = all,
            Failures = failures,
            WasStopped = cancellation.IsCancellationRequested,
        };
    }

    private CheckSummary RunScenarios(CheckSummary summary, CancellationToken cancellation)
    {
        long[] clauses = new long[Catalogue.All.Count];
        List<Failure> failures = [];
        int count = 0;
        Scenario[] able = [.. ClauseScenarios.All.Where(_tested.CanRun)];
        foreach (Scenario scenario in able.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            _observer.ScenarioBegins(count + 1, able.Length);
            if (Ask(() => _tested.Judge(scenario)) is not { } verdict)
            {
                break;
            }

            verdict.Run.Fired.CountInto(clauses);
            count++;
            _observer.ScenarioEnds(scenario, verdict);
            string? clause = verdict.Finding?.Divergence.Clause;
            if (!verdict.Holds && !failures.Exists(known => SameAs(known, verdict.Finding)) && !_known.HasSeen(clause))
            {
                Sort(Keep(scenario, verdict), failures);
            }
        }

        _observer.ScenariosEnd(count, failures);
        return summary with
        {
            Scenarios = count,
            ScenarioClauses = clauses,
            Failures = failures,
            WasStopped = cancellation.IsCancellationRequested,
        };
    }

    private static bool SameAs(Failure known, Finding? finding) =>
        known.Finding.Divergence.Clause == finding?.Divergence.Clause;

    private Failure Keep(Scenario scenario, ScenarioVerdict verdict)
    {
        Finding finding =
            verdict.Finding
            ?? throw new InvalidOperationException(
                $"The scenario \"{scenario.Title}\" of this build contradicts its reference: {verdict.Run.Mismatches[0]}"
            );
        ShrunkFinding shrunk = _tested.Shrink(finding, ScenarioShrinkBudget);
        string origin = $"found by the scenario \"{scenario.Title}\"";
        return Keep(
            new Failure(FoundIn.Scenario, shrunk.Finding, "")
            {
                Origin = origin,
                CommandLine = _plan.CommandLine(0),
                ShrunkFrom = finding.Operations.Count,
                Tries = shrunk.Tries,
                Flaky = shrunk.Flaky,
            }
        );
    }

    private CheckSummary RunRandom(CheckSummary summary, CancellationToken cancellation)
    {
        ICheckEngine engine = _tested.Generate(_plan.Options with { Known = _known.Clauses });
        _observer.RandomBegins(engine);
        CheckReport report = engine.Run(cancellation);
        _failure = report.Failure;
        List<Failure> failures = [];
        foreach (KnownDivergence known in report.Known)
        {
            if (!_known.HasSeen(known.Finding.Divergence.Clause, known.Count))
            {
                ShrunkFinding shrunk = _tested.Shrink(known.Finding, ScenarioShrinkBudget);
                Sort(Keep(known.Sequence, known.Finding, shrunk), failures, known.Count);
            }
        }

        if (report.Finding is { } found)
        {
            ShrunkFinding shrunk = new(found.Shrunk, found.Tries, found.Flaky);
            Sort(Keep(found.Sequence, found.Original, shrunk), failures);
        }

        _observer.RandomEnds();
        return summary with { Random = report, Failures = failures, WasStopped = report.End == CheckEnd.Cancelled };
    }

    private void Sort(Failure failure, List<Failure> failures, long times = 1)
    {
        Failure judged = _known.Judge(failure, times);
        if (judged.Known is null)
        {
            failures.Add(judged);
        }

        _observer.Diverged(judged);
    }

    private Failure Keep(long sequence, Finding original, ShrunkFinding shrunk) =>
        Keep(
            new Failure(FoundIn.Random, shrunk.Finding, "")
            {
                Origin = $"found by generated sequence {sequence}",
                CommandLine = _plan.CommandLine(sequence + 1),
                ShrunkFrom = original.Operations.Count,
                Tries = shrunk.Tries,
                Flaky = shrunk.Flaky,
            }
        );

    private Failure Keep(Failure failure)
    {
        Sequence<string> comments =
        [
            $"seed {_plan.Seed}",
            failure.CommandLine,
            $"{failure.Origin}, shrunk from {failure.ShrunkFrom} to {failure.Finding.Operations.Count} operations "
                + $"in {failure.Tries} tries",
        ];
        try
        {
            return failure with { File = _folder.Keep(failure.Finding, _plan.Options.Seed, comments) };
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            // What was found must not be lost because the disk is full.
            return failure with { Unkept = FailureFolder.Reason(exception) };
        }
    }
}
