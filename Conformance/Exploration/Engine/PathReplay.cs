namespace HmmSpec.Exploration;

/// <summary>A state on a path, and how it was reached.</summary>
/// <param name="State">The state.</param>
/// <param name="Operation">The index of the operation that led to it; -1 for the initial state.</param>
public sealed record PathStep(ReadOnlyMemory<byte> State, int Operation);

/// <summary>Goes a path again that a search returned.</summary>
public static class PathReplay
{
    /// <summary>The states of the path, the initial one first.</summary>
    /// <param name="system">The system that was searched.</param>
    /// <param name="path">Which initial state, then which successor each time.</param>
    public static IReadOnlyList<PathStep> Steps(ITransitionSystem system, IReadOnlyList<int> path)
    {
        List<Reached> successors = [];
        Layout layout = Layout.For(system, new ExplorationOptions());
        Candidates candidates = new(layout, system.Operations.Count, new CandidateBuffer(layout), successors);
        List<PathStep> steps = [];
        foreach (int ordinal in path)
        {
            successors.Clear();
            candidates.Begin(0);
            if (steps.Count == 0)
            {
                system.Begin(candidates);
            }
            else
            {
                system.Expand(steps[^1].State.Span, candidates);
            }

            Reached taken = successors[ordinal];
            steps.Add(new PathStep(taken.State, steps.Count == 0 ? -1 : taken.Operation));
        }

        return steps;
    }
}
