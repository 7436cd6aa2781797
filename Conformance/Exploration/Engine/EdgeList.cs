using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>Transitions, by the numbers of states, and the agents that can move in the states of a part.</summary>
internal sealed class EdgeList
{
    private readonly List<Edge> _edges = [];
    private readonly List<ulong> _enabled = [];

    /// <summary>The transitions to the states of this part.</summary>
    public ReadOnlySpan<Edge> Edges => CollectionsMarshal.AsSpan(_edges);

    /// <summary>The agents that can move in the states of this part that were expanded, by number.</summary>
    public ReadOnlySpan<ulong> Enabled => CollectionsMarshal.AsSpan(_enabled);

    /// <summary>The size of all of it in bytes.</summary>
    public long Bytes => ((long)_edges.Capacity * Marshal.SizeOf<Edge>()) + ((long)_enabled.Capacity * sizeof(ulong));

    /// <summary>Adds a transition.</summary>
    public void Add(uint from, uint to, byte agent) => _edges.Add(new Edge(from, to, agent));

    /// <summary>Says which agents can move in the state that was expanded next.</summary>
    public void Enable(ulong agents) => _enabled.Add(agents);

    /// <summary>Writes the list to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write(Edges);
        writer.Write(Enabled);
    }

    /// <summary>Reads the list from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        _edges.AddRange(reader.ReadArray<Edge>());
        _enabled.AddRange(reader.ReadArray<ulong>());
    }
}
