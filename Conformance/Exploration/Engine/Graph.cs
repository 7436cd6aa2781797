namespace HmmSpec.Exploration;

/// <summary>The transitions of a search, by the state that they leave.</summary>
internal sealed class Graph
{
    private readonly int[] _first;
    private readonly int[] _targets;
    private readonly byte[] _agents;
    private readonly ulong[] _enabled;

    public Graph(EdgeSet edges)
    {
        States = edges.States;
        _first = new int[States + 1];
        _targets = new int[edges.Count];
        _agents = new byte[edges.Count];
        _enabled = new ulong[States];
        foreach (Shard shard in edges.Shards)
        {
            foreach (Edge edge in shard.Edges!.Edges)
            {
                _first[edges.IndexOf(edge.From) + 1]++;
            }
        }

        for (int state = 0; state < States; state++)
        {
            _first[state + 1] += _first[state];
        }

        int[] next = _first[..^1];
        for (int part = 0; part < edges.Shards.Count; part++)
        {
            EdgeList list = edges.Shards[part].Edges!;
            list.Enabled.CopyTo(_enabled.AsSpan(edges.FirstOf(part)));
            foreach (Edge edge in list.Edges)
            {
                int place = next[edges.IndexOf(edge.From)]++;
                _targets[place] = edges.IndexOf(edge.To);
                _agents[place] = (byte)edge.Agent;
            }
        }
    }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>The first transition of a state; its last is in front of the first of the next.</summary>
    public int FirstEdge(int state) => _first[state];

    /// <summary>Where a transition leads.</summary>
    public int Target(int edge) => _targets[edge];

    /// <summary>Who moves.</summary>
    public int Agent(int edge) => _agents[edge];

    /// <summary>Who can move in a state.</summary>
    public ulong Enabled(int state) => _enabled[state];
}
