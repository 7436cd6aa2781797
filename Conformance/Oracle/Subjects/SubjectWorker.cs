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

    /// <summary>Begins a block.</summary>
    public void Begin(long block)
    {
        _random = new Random64(Random64.Derive(_options.Seed, (ulong)block));
        _steering = new Steering();
        _runs = 0;
    }

    /// <summary>Runs the next sequence of the block; the finding that it ends in, if it does.</summary>
    public Finding? Next()
    {
        Weights weights = _steering.Steer(_weights).Swarm(ref _random);
        OperationGenerator generator = new(weights, _random.Next());
        Finding? finding = _subject.Run(
            _world,
            _options.Profile,
            new GeneratedOperations(generator, new Outline(_world, _options.Profile), _options.Length)
            {
                Fit = operation => _subject.Widen(operation, _world),
            },
            Count,
            isFast: _runs++ % ReferenceShare != 0
        );
        Counters.CountSequence(_world);
        return finding;
    }

    private void Count(Operation operation, ClauseSet clauses)
    {
        Counters.Count(operation, clauses);
        _steering.Learn(operation, clauses);
    }
}
