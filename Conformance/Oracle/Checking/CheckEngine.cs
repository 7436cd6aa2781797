using System.Diagnostics;
using System.Runtime.ExceptionServices;
using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>
/// Runs generated sequences of operations against an implementation. The sequences come in blocks; a block depends on
/// the seed and its number only, so that the number of threads changes nothing, and the lowest divergence is reported
/// whichever thread was first.
/// </summary>
public sealed class CheckEngine : ICheckEngine
{
    /// <summary>How many sequences a block has. Coverage steers generation within a block.</summary>
    public const int BlockSize = 16;

    private readonly CheckOptions _options;
    private readonly MachineFactory _factory;
    private readonly Stopwatch _watch = new();
    private readonly Lock _lock = new();
    private readonly BlocksInOrder _done = new();
    private long _nextBlock;
    private long _lowestDivergence = long.MaxValue;
    private Finding? _finding;
    private ExceptionDispatchInfo? _failure;

    // Whoever asks how far it is does so on another thread: all of them are there at once.
    private volatile CheckCounters[] _counters = [];

    /// <summary>A run with these options against the machines that the factory makes.</summary>
    public CheckEngine(CheckOptions options, MachineFactory factory)
    {
        _options = options;
        _factory = factory;
    }

    /// <summary>How many operations have run by now.</summary>
    public long Operations => _counters.Sum(static counters => counters.Operations);

    /// <summary>How many sequences have run by now.</summary>
    public long Sequences => _counters.Sum(static counters => counters.Sequences);

    /// <summary>How many clauses have been followed by now: by the worker that has followed most.</summary>
    public int ClausesFollowed => _counters.Select(static counters => counters.ClausesFollowed).DefaultIfEmpty().Max();

    /// <summary>For how long it has run by now.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Is told now and then how far it is; the same at each run with the same options, whatever the workers.</summary>
    public Action<CheckProgress>? Progressed
    {
        get => _done.Progressed;
        set => _done.Progressed = value;
    }

    /// <summary>Runs until the budget is used up, a divergence is found, or <paramref name="cancellation"/> asks to stop.</summary>
    public CheckReport Run(CancellationToken cancellation)
    {
        _counters = [.. Enumerable.Range(0, Math.Max(1, _options.Workers)).Select(_ => new CheckCounters())];
        _watch.Start();
        Thread[] threads = [.. _counters.Skip(1).Select(counters => new Thread(() => Guard(counters, cancellation)))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        Guard(_counters[0], cancellation);
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        _failure?.Throw();

        _watch.Stop();
        CheckCounters total = new();
        foreach (CheckCounters counters in _counters)
        {
            total.Add(counters);
        }

        CheckEnd end =
            _finding is not null ? CheckEnd.Diverged
            : cancellation.IsCancellationRequested ? CheckEnd.Cancelled
            : total.Sequences < _options.Sequences ? CheckEnd.OutOfTime
            : CheckEnd.Complete;
        return new CheckReport(
            _options,
            end,
            total.Sequences,
            total.Operations,
            _watch.Elapsed.TotalSeconds,
            total.PerKind,
            total.PerClause,
            _finding is null ? null : Shrunk(_finding, cancellation)
        )
        {
            Known = _done.Known,
        };
    }

    private CheckFinding Shrunk(Finding finding, CancellationToken cancellation)
    {
        Shrinker shrinker = new(_factory, _options.ShrinkBudget, _options.Comparison, cancellation);
        Finding looked = Looked(finding, cancellation);
        return new CheckFinding(_lowestDivergence, finding, shrinker.Shrink(looked), shrinker.Tries);
    }

    // What a long run suspects, the replay decides: the loose comparison of a long run may blame an operation for a freedom
    // that one before it took.
    private bool IsFalseAlarm(Finding finding) => _options.Comparison == Comparison.Loose && Replayed(finding) is null;

    // With everything compared after every operation it may show earlier, and by another clause: that one is reported.
    private Finding Looked(Finding finding, CancellationToken cancellation) =>
        Replayed(finding, cancellation) ?? finding;

    private Finding? Replayed(Finding finding, CancellationToken cancellation = default) =>
        Replay.Run(
            finding.World,
            finding.Profile,
            finding.Operations.Span,
            _factory,
            Thoroughness.EveryOperation,
            _options.Comparison,
            cancellation
        );

    // A fault of the tool on any thread ends the run, and is told to whoever asked for it.
    private void Guard(CheckCounters counters, CancellationToken cancellation)
    {
        try
        {
            Work(counters, cancellation);
        }
#pragma warning disable CA1031 // It is thrown again by Run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            Volatile.Write(ref _lowestDivergence, -1);
        }
    }

    private bool IsOver(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested || _watch.Elapsed > _options.Time;

    private void Work(CheckCounters counters, CancellationToken cancellation)
    {
        Func<bool> isOver = () => IsOver(cancellation);
        while (!IsOver(cancellation))
        {
            long block = Interlocked.Increment(ref _nextBlock) - 1;
            long first = block * BlockSize;
            if (first >= _options.Sequences || first > Volatile.Read(ref _lowestDivergence))
            {
                return;
            }

            int count = (int)Math.Min(BlockSize, _options.Sequences - first);
            CheckBlock run = new(_options, _factory, block);
            BlockTally tally = new(block);
            long before = counters.Operations;
            for (int index = 0; index < count && !IsOver(cancellation); index++)
            {
                Finding? finding = run.Next(counters, isOver);
                if (run.IsCut)
                {
                    break;
                }

                counters.CountSequence(_options.World);
                tally.Sequences++;
                if (
                    finding is not null
                    && !IsFalseAlarm(finding)
                    && !IsKnown(first + index, finding, tally, cancellation)
                )
                {
                    Keep(first + index, finding);
                    tally.Diverged = true;
                    break;
                }
            }

            tally.Operations = counters.Operations - before;
            _done.Add(tally);
        }
    }

    private bool IsKnown(long sequence, Finding finding, BlockTally tally, CancellationToken cancellation)
    {
        if (_options.Known.IsNone)
        {
            return false;
        }

        Finding looked = Looked(finding, cancellation);
        bool isKnown = _options.Known.Contains(looked.Divergence.Clause);
        if (isKnown)
        {
            tally.CountKnown(new KnownDivergence(1, sequence, looked));
        }

        return isKnown;
    }

    private void Keep(long sequence, Finding finding)
    {
        lock (_lock)
        {
            if (sequence < _lowestDivergence)
            {
                _finding = finding;
                Volatile.Write(ref _lowestDivergence, sequence);
            }
        }
    }
}
