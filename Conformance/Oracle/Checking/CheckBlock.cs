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

    /// <summary>The block of this number.</summary>
    public CheckBlock(CheckOptions options, MachineFactory factory, long block)
    {
        _options = options;
        _factory = factory;
        _weights = options.Kinds.Count == 0 ? Weights.UsualIn(options.World) : Weights.Only([.. options.Kinds]);
        _operations = new List<Operation>(options.Length);
        _random = new Random64(Random64.Derive(options.Seed, (ulong)block));
    }

    /// <summary>Runs the next sequence; the finding that it ends in, if it does.</summary>
    public Finding? Next(CheckCounters counters)
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
        while (_operations.Count < _options.Length && divergence is null)
        {
            Operation operation = generator.Next(judge.State);
            _operations.Add(operation);
            divergence = judge.Apply(operation);
            counters.Count(operation, judge.Last.Clauses);
            _steering.Learn(operation, judge.Last.Clauses);
        }

        divergence ??= judge.Finish(_operations[^1]);
        return divergence is null ? null : new Finding(_options.World, _options.Profile, [.. _operations], divergence);
    }
}
