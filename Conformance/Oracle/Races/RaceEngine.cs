using System.Diagnostics;
using System.Runtime.ExceptionServices;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Runs generated races on a model in steps. A race depends on the seed and its number only, so that the number of
/// threads changes nothing, and the lowest fault is reported whichever thread was first.
/// </summary>
public sealed class RaceEngine
{
    private const int BlockSize = 16;

    private readonly CheckOptions _options;
    private readonly IStepModel _model;
    private readonly RaceSettings _settings;
    private readonly Stopwatch _watch = new();
    private readonly Lock _lock = new();
    private volatile RaceTotals[] _totals = [];
    private long _nextBlock;
    private long _lowest = long.MaxValue;
    private RaceFinding? _finding;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A run with these options on a model.</summary>
    public RaceEngine(CheckOptions options, IStepModel model)
    {
        _options = options;
        _model = model;
        _settings = new RaceSettings(
            options.World,
            options.Profile,
            options.Agents,
            options.Length,
            RaceSettings.WeightsOf([.. options.Kinds], options.World)
        );
    }

    /// <summary>How many steps have been taken by now.</summary>
    public long Steps => _totals.Sum(static totals => totals.Steps);

    /// <summary>How many races have run by now.</summary>
    public long Runs => _totals.Sum(static totals => totals.Runs);

    /// <summary>For how long it has run by now; it stands while what was found is made smaller.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Runs until the budget is used up, a fault is found, or <paramref name="cancellation"/> asks to stop.</summary>
    public RaceReport Run(CancellationToken cancellation)
    {
        _totals = [.. Enumerable.Range(0, Math.Max(1, _options.Workers)).Select(static _ => new RaceTotals())];
        RaceGenerator[] generators =
        [
            .. _totals.Select(_ => new RaceGenerator(_model, _settings) { IsOver = () => IsOver(cancellation) }),
        ];
        _watch.Start();
        Thread[] threads =
        [
            .. Enumerable
                .Range(1, _totals.Length - 1)
                .Select(worker => new Thread(() => Guard(generators[worker], _totals[worker], cancellation))),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        Guard(generators[0], _totals[0], cancellation);
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        _failure?.Throw();
        _watch.Stop();
        RaceTotals total = new();
        foreach ((RaceTotals totals, RaceGenerator generator) in _totals.Zip(generators))
        {
            total.Add(totals, generator.PerKind);
        }

        CheckEnd end =
            _finding is not null ? CheckEnd.Diverged
            : cancellation.IsCancellationRequested ? CheckEnd.Cancelled
            : total.Runs < _options.Sequences ? CheckEnd.OutOfTime
            : CheckEnd.Complete;
        return new RaceReport(
            end,
            total,
            _watch.Elapsed.TotalSeconds,
            _finding is null ? null : Shrunk(_finding, cancellation)
        );
    }

    private FoundRace Shrunk(RaceFinding finding, CancellationToken cancellation)
    {
        RaceShrinker shrinker = new(_model, _options.ShrinkBudget) { Cancellation = cancellation };
        return new FoundRace(_lowest, finding, shrinker.Shrink(finding), shrinker.Tries);
    }

    // A fault of the tool on any thread ends the run, and is told to whoever asked for it.
    private void Guard(RaceGenerator generator, RaceTotals totals, CancellationToken cancellation)
    {
        try
        {
            Work(generator, totals, cancellation);
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            Volatile.Write(ref _lowest, -1);
        }
    }

    private void Work(RaceGenerator generator, RaceTotals totals, CancellationToken cancellation)
    {
        while (!IsOver(cancellation))
        {
            long first = (Interlocked.Increment(ref _nextBlock) - 1) * BlockSize;
            if (first >= _options.Sequences || first > Volatile.Read(ref _lowest))
            {
                return;
            }

            long end = Math.Min(first + BlockSize, _options.Sequences);
            for (long run = first; run < end && !IsOver(cancellation); run++)
            {
                RaceRun ran = generator.Run(Random64.Derive(_options.Seed, (ulong)run));
                if (!ran.IsCut)
                {
                    totals.Count(ran);
                }

                if (ran.Finding is not null)
                {
                    Keep(run, ran.Finding);
                    break;
                }
            }
        }
    }

    private bool IsOver(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested || _watch.Elapsed > _options.Time;

    private void Keep(long run, RaceFinding finding)
    {
        lock (_lock)
        {
            if (run < _lowest)
            {
                _finding = finding;
                Volatile.Write(ref _lowest, run);
            }
        }
    }
}
