using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Runs the generated sequences of one block after another on a subject of its own.</summary>
internal sealed class SubjectWorker
{
    // One run of so many is judged by the reference alone: that says which clauses were followed, and steers.
    private const int ReferenceShare = 16;

    private readonly SubjectUnderTest _subject;
    private readonly CheckOptions _options;
    private readonly Weights _weights;
    private readonly World _world;
    private Steering _steering = new();
    private Random64 _random;
    private int _runs;

    public SubjectWorker(SubjectUnderTest subject, CheckOptions options)
    {
        _subject = subject;
        _options = options;
        _world = subject.WorldOf(options.World);
        _weights = Weights.Only([.. subject.KindsOf(options.Kinds).Where(kind => Weights.IsPossible(kind, _world))]);
    }

    /// <summary>What it has counted.</summary>
    public CheckCounters Counters { get; } = new();

    /// <summary>Whether the last sequence was stopped before its end, with nothing found until then.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Begins a block.</summary>
    public void Begin(long block)
    {
        _random = new Random64(Random64.Derive(_options.Seed, (ulong)block));
        _steering = new Steering();
        _runs = 0;
    }

    /// <summary>Runs the next sequence of the block; the finding that it ends in, if it does.</summary>
    /// <param name="isOver">Says whether it is time to stop, in the middle of the sequence too.</param>
    public Finding? Next(Func<bool> isOver)
    {
        Weights weights = _steering.Steer(_weights).Swarm(ref _random);
        OperationGenerator generator = new(weights, _random.Next());
        GeneratedOperations operations = new(generator, new Outline(_world, _options.Profile), _options.Length)
        {
            Fit = operation => _subject.Widen(operation, _world),
            IsOver = isOver,
        };
        Finding? finding = _subject.Run(
            _world,
            _options.Profile,
            operations,
            Count,
            isFast: _runs++ % ReferenceShare != 0
        );
        IsCut = operations.IsCut && finding is null;
        if (!IsCut)
        {
            Counters.CountSequence(_world);
        }

        return finding;
    }

    private void Count(Operation operation, ClauseSet clauses)
    {
        Counters.Count(operation, clauses);
        _steering.Learn(operation, clauses);
    }
}
