using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What the exploration of a world of the model came to.</summary>
/// <param name="World">The world.</param>
/// <param name="Search">The search: states, transitions, depth, and what is broken.</param>
/// <param name="Fired">The clauses that its steps followed.</param>
/// <param name="Schedule">The shortest way to what is broken; empty if nothing is.</param>
/// <param name="Cycle">A fair cycle without progress, if such were looked for; null if there is none.</param>
public sealed record HmmReport(
    HmmWorld World,
    ExplorationResult Search,
    ClauseSet Fired,
    IReadOnlyList<ScheduledStep> Schedule,
    FairCycle? Cycle
)
{
    /// <summary>What is broken, in one sentence; null if nothing is, as far as the search came.</summary>
    public string? Violation =>
        Search.Violation?.Sentence
        ?? (
            Cycle is null
                ? null
                : EveryOperationEnds
                    .Broken($"activities can run in a circle of {Cycle.States} states for ever")
                    .ToString()
        );
}

/// <summary>Explores bounded worlds of the model: every state that can be reached, by every operation and every turn.</summary>
public static class HmmExploration
{
    /// <summary>Explores a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="model">The reference, or a version of it with a defect.</param>
    /// <param name="options">How; with edges recorded, cycles without progress are looked for as well.</param>
    public static HmmReport Run(HmmWorld world, IStepModel model, ExplorationOptions options)
    {
        ExplorationResult search = Explorer.Run(() => SystemOf(world, model), options);
        ClauseSet fired = default;
        foreach (HmmSystem system in search.Systems.Cast<HmmSystem>())
        {
            fired |= system.Fired;
        }

        FairCycle? cycle = search is { Edges: EdgeSet edges, Violation: null, IsComplete: true }
            ? Liveness.FindFairCycle(edges)
            : null;
        IReadOnlyList<int>? path = search.Violation?.Path ?? cycle?.Path;
        return new HmmReport(world, search, fired, path is null ? [] : ScheduleTo(world, model, path), cycle);
    }

    private static IReadOnlyList<ScheduledStep> ScheduleTo(HmmWorld world, IStepModel model, IReadOnlyList<int> path)
    {
        HmmSystem system = SystemOf(world, model);
        return ScheduleFinder.Find(system, PathReplay.Steps(system, path));
    }

    private static HmmSystem SystemOf(HmmWorld world, IStepModel model) =>
        world.IsSequential ? new SequentialSystem(world, model) : new InterleavedSystem(world, model);
}
