using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What the searches of the model have in common: the beginning, the names of operations, the bytes.</summary>
public abstract class HmmSystem : ITransitionSystem
{
    private readonly ConfigurationReader _reader;
    private readonly ConfigurationWriter _writer;

    /// <summary>A system of a world, for one thread.</summary>
    protected HmmSystem(HmmWorld world, IStepModel model)
    {
        World = world;
        Model = model;
        _reader = new ConfigurationReader(world, model);
        _writer = new ConfigurationWriter(world, model);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Operations { get; } = OperationNames.All;

    /// <summary>The clauses that the steps followed up to now.</summary>
    public ClauseSet Fired { get; protected set; }

    /// <summary>The world.</summary>
    public HmmWorld World { get; }

    /// <summary>The model.</summary>
    protected IStepModel Model { get; }

    /// <inheritdoc/>
    public void Begin(Candidates candidates) => candidates.Add(_writer.Write(Start()), 0, changes: true);

    /// <inheritdoc/>
    public abstract void Expand(ReadOnlySpan<byte> state, Candidates candidates);

    /// <summary>All that can be done next.</summary>
    public abstract IEnumerable<Move> AllMovesOf(Configuration here);

    /// <summary>The configuration in which the search begins: after the setup.</summary>
    /// <exception cref="ExplorationLimitException">The setup does not run through.</exception>
    public Configuration Start()
    {
        Interleaving interleaving = Interleaving.Initial(World.World, World.Profile, World.Agents.Count);
        foreach (Operation operation in World.Setup)
        {
            interleaving = Alone.Run(interleaving, Model, operation).After;
        }

        Sequence<AgentPlace> agents = Sequence.Generate(
            World.Agents.Count,
            agent => new AgentPlace(World.PlanOf(agent), World.Agents[agent].Count, 0)
        );
        return new Configuration(interleaving, agents, CommitLedger.Of(agents.Count));
    }

    /// <summary>The configuration of which these are the bytes.</summary>
    public Configuration Read(ReadOnlySpan<byte> state) => _reader.Read(state);

    /// <summary>The bytes of a configuration, until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(Configuration configuration) => _writer.Write(configuration);
}
