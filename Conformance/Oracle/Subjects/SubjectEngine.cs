using System.Diagnostics;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Runs generated sequences on a subject, one after another. What is generated depends on the seed and on the answers; with a
/// deterministic subject, on the seed alone.
/// </summary>
internal sealed class SubjectEngine : ICheckEngine
{
    private readonly SubjectUnderTest _subject;
    private readonly CheckOptions _options;
    private readonly Stopwatch _watch = new();
    private readonly CheckCounters _counters = new();
    private readonly BlocksInOrder _done = new();
    private readonly Weights _weights;
    private readonly World _world;
    private readonly bool _canRun;
    private Steering _steering = new();
    private Random64 _random;

    public SubjectEngine(SubjectUnderTest subject, CheckOptions options)
    {
        _subject = subject;
        _options = options;
        _world = subject.WorldOf(options.World);
        Sequence<OperationKind> kinds = subject.KindsOf(options.Kinds);
        _weights = Weights.Only([.. kinds]);
        _canRun = kinds.Count > 0;
    }

    /// <inheritdoc/>
    public long Operations => _counters.Operations;

    /// <inheritdoc/>
    public long Sequences => _counters.Sequences;

    /// <inheritdoc/>
    public int ClausesFollowed => _counters.ClausesFollowed;

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
        _watch.Start();
        Finding? finding = null;
        SubjectFailure? failure = null;
        long sequence = 0;
        for (
            ;
            _canRun
                && finding is null
                && failure is null
                && sequence < _options.Sequences
                && !cancellation.IsCancellationRequested
                && !(_watch.Elapsed > _options.Time);
            sequence++
        )
        {
            try
            {
                finding = Next(sequence);
            }
            catch (SubjectException exception)
            {
                failure = exception.Failure;
            }
        }

        _watch.Stop();
        CheckEnd end =
            finding is not null ? CheckEnd.Diverged
            : failure is not null ? CheckEnd.Failed
            : !_canRun ? CheckEnd.Complete
            : cancellation.IsCancellationRequested ? CheckEnd.Cancelled
            : sequence < _options.Sequences ? CheckEnd.OutOfTime
            : CheckEnd.Complete;
        return new CheckReport(
            _options,
            end,
            Sequences,
            Operations,
            _watch.Elapsed.TotalSeconds,
            _counters.PerKind,
            _counters.PerClause,
            finding is null ? null : Shrunk(sequence - 1, finding)
        )
        {
            Known = _done.Known,
            Failure = failure,
        };
    }

    private CheckFinding Shrunk(long sequence, Finding finding)
    {
        ShrunkFinding shrunk = _subject.Shrink(finding, _options.ShrinkBudget);
        return new CheckFinding(sequence, finding, shrunk.Finding, shrunk.Tries) { Flaky = shrunk.Flaky };
    }

    private Finding? Next(long sequence)
    {
        if (sequence % CheckEngine.BlockSize == 0)
        {
            _random = new Random64(Random64.Derive(_options.Seed, (ulong)(sequence / CheckEngine.BlockSize)));
            _steering = new Steering();
        }

        Weights weights = _steering.Steer(_weights).Swarm(ref _random);
        OperationGenerator generator = new(weights, _random.Next());
        BlockTally tally = new(sequence) { Sequences = 1 };
        long before = _counters.Operations;
        Finding? finding = _subject.Run(
            _world,
            _options.Profile,
            new GeneratedOperations(generator, _options.Length),
            Count
        );
        _counters.CountSequence();
        if (finding is not null && _options.Known.Contains(finding.Divergence.Clause))
        {
            tally.CountKnown(new KnownDivergence(1, sequence, finding));
            finding = null;
        }

        tally.Operations = _counters.Operations - before;
        tally.Diverged = finding is not null;
        _done.Add(tally);
        return finding;
    }

    private void Count(Operation operation, ClauseSet clauses)
    {
        _counters.Count(operation, clauses);
        _steering.Learn(operation, clauses);
    }
}
