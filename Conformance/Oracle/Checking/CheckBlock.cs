using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// The sequences of one block, one after another. Each draws its own mix of operations (swarm testing); what the
/// sequences before it hardly covered is drawn more often.
/// </summary>
internal sealed class CheckBlock
{
    private readonly CheckOptions _options;
    private readonly MachineFactory _factory;
    private readonly Weights _weights;
    private readonly Steering _steering = new();
    private readonly List<Operation> _operations;
    private Random64 _random;

    // The clock is asked once in so many operations, a power of two.
    private const int AskPeriod = 64;

    /// <summary>The block of this number.</summary>
    public CheckBlock(CheckOptions options, MachineFactory factory, long block)
    {
        _options = options;
        _factory = factory;
        _weights = options.Kinds.Count == 0 ? Weights.UsualIn(options.World) : Weights.Only([.. options.Kinds]);
        _operations = new List<Operation>(options.Length);
        _random = new Random64(Random64.Derive(options.Seed, (ulong)block));
    }

    /// <summary>Whether the last sequence was stopped before its end, with nothing found until then.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Runs the next sequence; the finding that it ends in, if it does.</summary>
    /// <param name="counters">Counts.</param>
    /// <param name="isOver">Says whether it is time to stop, in the middle of a sequence too.</param>
    public Finding? Next(CheckCounters counters, Func<bool> isOver)
    {
        Weights weights = _steering.Steer(_weights).Swarm(ref _random);
        OperationGenerator generator = new(weights, _random.Next());
        IMachine machine = _factory(_options.World, _options.Profile);
        IJudge judge = Judges.Create(
            _options.World,
            _options.Profile,
            machine,
            Thoroughness.Periodic,
            _options.Comparison
        );
        Divergence? divergence = null;
        _operations.Clear();
        IsCut = false;
        while (_operations.Count < _options.Length && divergence is null && !IsCut)
        {
            Operation operation = generator.Next(judge.State);
            _operations.Add(operation);
            divergence = judge.Apply(operation);
            counters.Count(operation, judge.Last.Clauses);
            _steering.Learn(operation, judge.Last.Clauses);
            IsCut = (_operations.Count & (AskPeriod - 1)) == 0 && _operations.Count < _options.Length && isOver();
        }

        divergence ??= judge.Finish(_operations[^1]);
        IsCut &= divergence is null;
        return divergence is null ? null : new Finding(_options.World, _options.Profile, [.. _operations], divergence);
    }
}
