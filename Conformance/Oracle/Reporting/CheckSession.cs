using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Is told what a check does while it runs.</summary>
public interface ICheckObserver
{
    /// <summary>A failure of an earlier run was replayed.</summary>
    void KeptReplayed(KeptFailure kept);

    /// <summary>The scenario of a clause begins; they are numbered from 1.</summary>
    void ScenarioBegins(int number, int count);

    /// <summary>The scenarios of the clauses have run.</summary>
    void ScenariosEnd(int count, IReadOnlyList<Failure> failures);

    /// <summary>The generated sequences begin; the engine can be asked how far it is.</summary>
    void RandomBegins(CheckEngine engine);

    /// <summary>The generated sequences have run.</summary>
    void RandomEnds();
}

/// <summary>
/// A whole check: first the failures that earlier runs kept, then the scenarios of all clauses, then generated sequences.
/// Each part runs only if those before it found nothing. What is found is on disk before it is returned.
/// </summary>
public sealed class CheckSession
{
    private const int ScenarioShrinkBudget = 2_000;

    private readonly CheckPlan _plan;
    private readonly MachineFactory _factory;
    private readonly ICheckObserver _observer;
    private readonly FailureFolder _folder;

    /// <summary>A check of the machines that the factory makes.</summary>
    public CheckSession(CheckPlan plan, MachineFactory factory, ICheckObserver observer)
    {
        _plan = plan;
        _factory = factory;
        _observer = observer;
        _folder = new FailureFolder(plan.FailureFolder);
    }

    /// <summary>Runs it to its end, or until <paramref name="cancellation"/> asks to stop.</summary>
    /// <exception cref="ScenarioFileException">A kept failure cannot be read.</exception>
    public CheckSummary Run(CancellationToken cancellation)
    {
        CheckSummary summary = ReplayKept(cancellation);
        summary = summary.Failures.Count > 0 || summary.WasStopped ? summary : RunScenarios(summary, cancellation);
        return summary.Failures.Count > 0 || summary.WasStopped ? summary : RunRandom(summary, cancellation);
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
                .Select(path => (path, ScenarioFile.Read(path)))
                .Where(static entry => !entry.Item2.IsConcurrent),
        ];
        foreach ((string path, Scenario scenario) in kept)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            Finding? finding = ScenarioVerdict.Find(scenario, _factory, _plan.Options.Comparison);
            KeptFailure result = new(finding is null ? _folder.MarkFixed(path) : path, finding);
            all.Add(result);
            if (finding is not null)
            {
                failures.Add(new Failure(FoundIn.Kept, finding, path) { Origin = "kept by an earlier run" });
            }

            _observer.KeptReplayed(result);
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
        foreach (Scenario scenario in ClauseScenarios.All.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            _observer.ScenarioBegins(count + 1, ClauseScenarios.All.Count);
            ScenarioVerdict verdict = ScenarioVerdict.Of(scenario, _factory, _plan.Options.Comparison);
            verdict.Run.Fired.CountInto(clauses);
            count++;
            if (!verdict.Holds && !failures.Exists(known => SameAs(known, verdict.Finding)))
            {
                failures.Add(Keep(scenario, verdict));
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
        Shrinker shrinker = new(_factory, ScenarioShrinkBudget, _plan.Options.Comparison);
        Finding shrunk = shrinker.Shrink(finding);
        string origin = $"found by the scenario \"{scenario.Title}\"";
        return Keep(
            new Failure(FoundIn.Scenario, shrunk, "")
            {
                Origin = origin,
                CommandLine = _plan.CommandLine(0),
                ShrunkFrom = finding.Operations.Count,
                Tries = shrinker.Tries,
            }
        );
    }

    private CheckSummary RunRandom(CheckSummary summary, CancellationToken cancellation)
    {
        CheckEngine engine = new(_plan.Options, _factory);
        _observer.RandomBegins(engine);
        CheckReport report = engine.Run(cancellation);
        Failure? failure = report.Finding is { } found
            ? Keep(
                new Failure(FoundIn.Random, found.Shrunk, "")
                {
                    Origin = $"found by generated sequence {found.Sequence}",
                    CommandLine = _plan.CommandLine(found.Sequence + 1),
                    ShrunkFrom = found.Original.Operations.Count,
                    Tries = found.Tries,
                }
            )
            : null;
        _observer.RandomEnds();
        return summary with
        {
            Random = report,
            Failures = failure is null ? [] : [failure],
            WasStopped = report.End == CheckEnd.Cancelled,
        };
    }

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
