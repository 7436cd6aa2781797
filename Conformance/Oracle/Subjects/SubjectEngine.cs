using System.Diagnostics;
using System.Runtime.ExceptionServices;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>
/// Runs generated sequences on a subject, or on several of the same side by side. The sequences come in blocks, as in
/// <see cref="CheckEngine"/>: what is generated depends on the seed, on the number of the block and on the answers.
/// </summary>
internal sealed class SubjectEngine : ICheckEngine
{
    private readonly SubjectUnderTest _subject;
    private readonly CheckOptions _options;
    private readonly Stopwatch _watch = new();
    private readonly BlocksInOrder _done = new();
    private readonly Lock _lock = new();

    // Whoever asks how far it is does so on another thread: all of them are there at once.
    private volatile SubjectWorker[] _workers = [];
    private long _nextBlock;
    private long _lowest = long.MaxValue;
    private Finding? _finding;
    private ExceptionDispatchInfo? _fault;
    private SubjectFailure? _failure;
    private volatile bool _isOver;

    public SubjectEngine(SubjectUnderTest subject, CheckOptions options)
    {
        _subject = subject;
        _options = options;
    }

    /// <inheritdoc/>
    public long Operations => _workers.Sum(static worker => worker.Counters.Operations);

    /// <inheritdoc/>
    public long Sequences => _workers.Sum(static worker => worker.Counters.Sequences);

    /// <inheritdoc/>
    public int ClausesFollowed =>
        _workers.Select(static worker => worker.Counters.ClausesFollowed).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <inheritdoc/>
    public Action<CheckProgress>? Progressed
    {
        get => _done.Progressed;
        set => _done.Progressed = value;
    }

    /// <inheritdoc/>
    public CheckReport Run(CancellationToken cancellation)
    {
        if (_subject.KindsOf(_options.Kinds).Count == 0)
        {
            _workers = [new SubjectWorker(_subject, _options)];
            return Report(cancellation);
        }

        List<SubjectUnderTest> others = [];
        try
        {
            StartOthers(others);
            _workers = [.. others.Prepend(_subject).Select(subject => new SubjectWorker(subject, _options))];
            RunAll(cancellation);
        }
        finally
        {
            foreach (SubjectUnderTest other in others)
            {
                _subject.TakeBack(other);
            }
        }

        _fault?.Throw();
        return Report(cancellation);
    }

    // A program that cannot run twice at a time is run once.
    private void StartOthers(List<SubjectUnderTest> others)
    {
        try
        {
            while (others.Count < _subject.Copies(_options.Workers))
            {
                others.Add(_subject.Copy());
            }
        }
        catch (SubjectException)
        {
            return;
        }
    }

    private void RunAll(CancellationToken cancellation)
    {
        _watch.Start();
        Thread[] threads = [.. _workers.Skip(1).Select(worker => new Thread(() => Guard(worker, cancellation)))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        Guard(_workers[0], cancellation);
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        _watch.Stop();
    }

    // A subject that fails, or a fault of the tool, ends the run.
    private void Guard(SubjectWorker worker, CancellationToken cancellation)
    {
        try
        {
            Work(worker, cancellation);
        }
        catch (SubjectException exception)
        {
            lock (_lock)
            {
                _failure ??= exception.Failure;
                _isOver = true;
            }
        }
#pragma warning disable CA1031 // It is thrown again by Run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                _fault ??= ExceptionDispatchInfo.Capture(exception);
                _isOver = true;
            }
        }
    }

    private void Work(SubjectWorker worker, CancellationToken cancellation)
    {
        Func<bool> isOver = () => IsOver(cancellation);
        while (!IsOver(cancellation))
        {
            long block = Interlocked.Increment(ref _nextBlock) - 1;
            long first = block * CheckEngine.BlockSize;
            if (first >= _options.Sequences || first > Volatile.Read(ref _lowest))
            {
                return;
            }

            BlockTally tally = new(block);
            long before = worker.Counters.Operations;
            long end = Math.Min(first + CheckEngine.BlockSize, _options.Sequences);
            worker.Begin(block);
            for (long sequence = first; sequence < end && !IsOver(cancellation) && !tally.Diverged; sequence++)
            {
                Finding? finding = worker.Next(isOver);
                tally.Sequences += worker.IsCut ? 0 : 1;
                if (finding is not null)
                {
                    Keep(sequence, finding, tally);
                }
            }

            tally.Operations = worker.Counters.Operations - before;
            _done.Add(tally);
        }
    }

    private bool IsOver(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested || _watch.Elapsed > _options.Time || _isOver;

    private void Keep(long sequence, Finding finding, BlockTally tally)
    {
        if (_options.Known.Contains(finding.Divergence.Clause))
        {
            tally.CountKnown(new KnownDivergence(1, sequence, finding));
            return;
        }

        tally.Diverged = true;
        lock (_lock)
        {
            if (sequence < _lowest)
            {
                _finding = finding;
                Volatile.Write(ref _lowest, sequence);
            }
        }
    }

    private CheckReport Report(CancellationToken cancellation)
    {
        CheckCounters total = new();
        foreach (SubjectWorker worker in _workers)
        {
            total.Add(worker.Counters);
        }

        CheckEnd end =
            _finding is not null ? CheckEnd.Diverged
            : _failure is not null ? CheckEnd.Failed
            : _subject.KindsOf(_options.Kinds).Count == 0 ? CheckEnd.Complete
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
            _finding is null ? null : Shrunk(_lowest, _finding)
        )
        {
            Known = _done.Known,
            Failure = _failure,
        };
    }

    private CheckFinding Shrunk(long sequence, Finding finding)
    {
        ShrunkFinding shrunk = _subject.Shrink(finding, _options.ShrinkBudget);
        return new CheckFinding(sequence, finding, shrunk.Finding, shrunk.Tries) { Flaky = shrunk.Flaky };
    }
}
