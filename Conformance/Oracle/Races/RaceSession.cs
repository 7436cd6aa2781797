using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Is told what a check of races does while it runs.</summary>
public interface IRaceObserver
{
    /// <summary>A race that an earlier run kept was replayed.</summary>
    void KeptReplayed(KeptRace kept);

    /// <summary>The generated races begin; the engine can be asked how far it is.</summary>
    void RandomBegins(RaceEngine engine);

    /// <summary>The generated races have run.</summary>
    void RandomEnds();
}

/// <summary>
/// A whole check of races: first those that earlier runs kept, then, if they are silent, generated ones. What is found is
/// on disk before it is returned.
/// </summary>
public sealed class RaceSession
{
    private readonly CheckPlan _plan;
    private readonly IStepModel _model;
    private readonly IRaceObserver _observer;
    private readonly FailureFolder _folder;

    /// <summary>A check of a model in steps.</summary>
    public RaceSession(CheckPlan plan, IStepModel model, IRaceObserver observer)
    {
        _plan = plan;
        _model = model;
        _observer = observer;
        _folder = new FailureFolder(plan.FailureFolder);
    }

    /// <summary>Runs it to its end, or until <paramref name="cancellation"/> asks to stop.</summary>
    /// <exception cref="ScenarioFileException">A kept race cannot be read.</exception>
    public RaceSummary Run(CancellationToken cancellation)
    {
        RaceSummary summary = ReplayKept(cancellation);
        return summary.Failures.Count > 0 || summary.WasStopped ? summary : RunRandom(summary, cancellation);
    }

    private RaceSummary ReplayKept(CancellationToken cancellation)
    {
        // All are read before the first is run or renamed: a file that cannot be read must leave nothing half done.
        List<(string Path, Scenario Scenario)> files =
        [
            .. _folder
                .Failures()
                .Select(static path => (path, ScenarioFile.Read(path)))
                .Where(static entry => entry.Item2.IsConcurrent),
        ];
        List<KeptRace> kept = [];
        foreach ((string path, Scenario scenario) in files.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            // One that is stopped in its middle would seem to be fixed.
            Race race = RaceFile.Read(scenario);
            RaceFinding? finding = RaceReplay.Run(_model, race, toEnd: true, CancellationToken.None);
            kept.Add(new KeptRace(finding is null ? _folder.MarkFixed(path) : path, finding));
            _observer.KeptReplayed(kept[^1]);
        }

        return new RaceSummary(_plan)
        {
            Kept = kept,
            Failures =
            [
                .. kept.Where(static race => race.Finding is not null)
                    .Select(static race => new RaceFailure(race.Finding!, race.File, "kept by an earlier run")),
            ],
            WasStopped = cancellation.IsCancellationRequested,
        };
    }

    private RaceSummary RunRandom(RaceSummary summary, CancellationToken cancellation)
    {
        RaceEngine engine = new(_plan.Options, _model);
        _observer.RandomBegins(engine);
        RaceReport report = engine.Run(cancellation);
        RaceFailure? failure = report.Found is { } found
            ? Keep(
                new RaceFailure(found.Shrunk, "", $"found by generated race {found.Run}")
                {
                    CommandLine = _plan.CommandLine(found.Run + 1),
                    ShrunkFrom = found.Original.Race,
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

    private RaceFailure Keep(RaceFailure failure)
    {
        Race race = failure.Finding.Race;
        Sequence<string> comments =
        [
            $"seed {_plan.Seed}",
            failure.CommandLine,
            $"{failure.Origin}, shrunk from {failure.ShrunkFrom.Operations} operations and "
                + $"{failure.ShrunkFrom.Schedule.Count} steps to {race.Operations} and {race.Schedule.Count} "
                + $"in {failure.Tries} tries",
        ];
        try
        {
            Scenario scenario = RaceFile.Of(failure.Finding, _plan.Subject, comments);
            string file = _folder.Keep(failure.Finding.Violation.Clause, _plan.Options.Seed, scenario);
            return failure with { File = file };
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            // What was found must not be lost because the disk is full.
            return failure with { Unkept = FailureFolder.Reason(exception) };
        }
    }
}
