using System.Diagnostics;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Has an implementation carry out generated races of two operations until one diverges. What is asked for depends on the seed,
/// on the number of the race and on the answers.
/// </summary>
/// <param name="subject">The implementation.</param>
/// <param name="checking">World, profile, seed, kinds and budget.</param>
/// <param name="options">How it is asked and judged.</param>
public sealed class PairRaceEngine(IRacingSubject subject, CheckOptions checking, PairRaceOptions options)
{
    private readonly Stopwatch _watch = new();
    private readonly PairRaceTrial _trial = new(subject, options);
    private readonly Dictionary<string, (long Drawn, long Held)> _points = [];
    private long _races;
    private long _held;
    private long _undecided;
    private UndecidedRace? _left;

    /// <summary>How many races have run by now.</summary>
    public long Races => Volatile.Read(ref _races);

    /// <summary>For how long it has run by now; it stands while what was found is made shorter.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Runs until the budget is used up, a race diverges, or <paramref name="cancellation"/> asks to stop.</summary>
    /// <exception cref="Protocol.SubjectException">The implementation cannot be asked any more, or breaks the protocol.</exception>
    public PairRaceReport Run(CancellationToken cancellation)
    {
        World world = checking.World;
        PairRaceGenerator generator = new(world, checking.Profile, subject.Capabilities, checking.Kinds)
        {
            Fit = operation => RoomyOperations.Widen(operation, world, subject.Capabilities),
        };
        long race = 0;
        PairRaceFinding? finding = null;
        _watch.Start();
        for (; generator.IsPossible && race < checking.Sequences && !IsOver(cancellation) && finding is null; race++)
        {
            finding = generator.Draw(Random64.Derive(checking.Seed, (ulong)race)) is { } script
                ? Next(generator, script)
                : null;
        }

        _watch.Stop();
        CheckEnd end =
            finding is not null ? CheckEnd.Diverged
            : cancellation.IsCancellationRequested ? CheckEnd.Cancelled
            : generator.IsPossible && race < checking.Sequences ? CheckEnd.OutOfTime
            : CheckEnd.Complete;
        return Report(end, race - 1, finding, cancellation);
    }

    private bool IsOver(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested || _watch.Elapsed > checking.Time;

    private PairRaceFinding? Next(PairRaceGenerator generator, RaceScript script)
    {
        (Judgement judgement, string evidence) = _trial.Judge(script);
        Interlocked.Increment(ref _races);
        generator.Learn(script, _trial.WasHeld);
        _held += _trial.WasHeld ? 1 : 0;
        if (script.Pair.Delay is { } delay)
        {
            (long drawn, long held) = _points.GetValueOrDefault(delay.Point);
            _points[delay.Point] = (drawn + 1, held + (_trial.WasHeld ? 1 : 0));
        }

        if (judgement.Kind == JudgementKind.Open)
        {
            _undecided++;
            _left ??= new UndecidedRace(script, judgement.Reason, evidence);
        }

        return judgement.Divergence is { } divergence
            ? new PairRaceFinding(script, divergence) { Evidence = evidence }
            : null;
    }

    private PairRaceReport Report(CheckEnd end, long last, PairRaceFinding? found, CancellationToken cancellation)
    {
        PairRaceShrinker shrinker = new(_trial, options, cancellation);
        PairRaceFinding? shrunk =
            found is null ? null
            : Again(found, cancellation) is int again && again < options.Confirmations
                ? found with
                {
                    Flaky = $"{again} of {options.Confirmations}",
                }
            : shrinker.Shrink(found);
        return new PairRaceReport(end)
        {
            Races = _races,
            Held = _held,
            Explained = _trial.Explained,
            Undecided = _undecided,
            Left = _left,
            Restarts = _trial.Stops,
            Seconds = _watch.Elapsed.TotalSeconds,
            Race = found is null ? -1 : last,
            Finding = shrunk,
            Original = found?.Script,
            Tries = shrinker.Tries,
            Points =
            [
                .. (subject.Capabilities.DelayPoints ?? []).Select(point =>
                    (point, _points.GetValueOrDefault(point).Drawn, _points.GetValueOrDefault(point).Held)
                ),
            ],
        };
    }

    private int Again(PairRaceFinding found, CancellationToken cancellation)
    {
        int again = 0;
        for (int tries = 0; tries < options.Confirmations && !cancellation.IsCancellationRequested; tries++)
        {
            again += _trial.Judge(found.Script).Judgement.Divergence?.Clause == found.Divergence.Clause ? 1 : 0;
        }

        return again;
    }
}
