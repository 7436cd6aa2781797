namespace HmmSpec.Exploration;

/// <summary>
/// Looks for a weakly fair cycle: states that reach each other, in which every agent moves now and then, or cannot move
/// now and then. The system to explore is the one that makes no progress: transitions that are progress are left out.
/// </summary>
public static class Liveness
{
    /// <summary>A state on such a cycle; null if there is none.</summary>
    public static FairCycle? FindFairCycle(EdgeSet edges)
    {
        Graph graph = new(edges);
        Components components = new(graph);
        int[] sizes = new int[components.Count];
        int[] lowest = new int[components.Count];
        ulong[] alwaysEnabled = new ulong[components.Count];
        ulong[] moves = new ulong[components.Count];
        bool[] hasEdge = new bool[components.Count];
        Array.Fill(alwaysEnabled, ulong.MaxValue);
        for (int state = graph.States - 1; state >= 0; state--)
        {
            int component = components.Of(state);
            sizes[component]++;
            lowest[component] = state;
            alwaysEnabled[component] &= graph.Enabled(state);
            for (int edge = graph.FirstEdge(state); edge < graph.FirstEdge(state + 1); edge++)
            {
                if (components.Of(graph.Target(edge)) == component)
                {
                    hasEdge[component] = true;
                    moves[component] |= 1ul << graph.Agent(edge);
                }
            }
        }

        // The shortest way first, then the order of discovery: the same on every run.
        return Enumerable
            .Range(0, components.Count)
            .Where(component => hasEdge[component] && (alwaysEnabled[component] & ~moves[component]) == 0)
            .Select(component => new FairCycle(edges.PathTo(lowest[component]), sizes[component]))
            .MinBy(static cycle => cycle.Path.Count);
    }
}
