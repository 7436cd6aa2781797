using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Why a world cannot be explored, or not in this way.</summary>
public static class WorldProblem
{
    private const int MostAgents = 8;
    private const int MostPages = 64;
    private const int MostOfAnything = 200;

    /// <summary>What is wrong with a world and what to do, in one sentence; null if it can be explored.</summary>
    public static string? Of(HmmWorld world) => OfSizes(world.World) ?? OfAgents(world) ?? OfSymmetry(world);

    /// <summary>
    /// What is wrong with the sizes of a world alone, in one sentence; null if there is nothing. It is asked before the operations
    /// are listed, of which a large world has too many.
    /// </summary>
    public static string? OfSizes(World world) =>
        world.Pages > MostPages
            ? $"A world with {world.Pages} pages is too large to be explored; {MostPages} are possible."
        : world.Processes > MostAgents || world.Devices > MostAgents
            ? $"A world has at most {MostAgents} processes and {MostAgents} devices to be explored."
        : Math.Max(Math.Max(world.Frames, world.SwapSlots), Math.Max(world.DeviceFrames, world.IovaSlots))
        > MostOfAnything
            ? $"A world has at most {MostOfAnything} frames, slots, device frames and IOVAs to be explored."
        : world.AllFiles > MostAgents || world.FilePages > MostPages
            ? $"A world has at most {MostAgents} files of {MostPages} pages to be explored."
        : world.Pins > MostAgents ? $"A world has at most {MostAgents} pins to be explored."
        : null;

    private static string? OfAgents(HmmWorld world)
    {
        if (world.Agents.Count is 0 or > MostAgents)
        {
            return $"A world has 1 to {MostAgents} activities in flight to be explored, not {world.Agents.Count}.";
        }

        if (world.Agents.Any(static plan => plan.Operations.Count == 0))
        {
            return "In this world an activity has no operation to choose from; allow some.";
        }

        if (world.IsSequential)
        {
            return world.Agents.Count == 1 ? null : "One operation after another needs one activity and no more.";
        }

        // A device access counts its faults, and another agent can make it fault again and again.
        return world.Agents.Any(static plan => plan.Count >= AgentPlan.Unlimited)
            ? "Interleaved activities without a bound on their operations reach states without end; "
                + "bound the operations of each."
            : null;
    }

    private static string? OfSymmetry(HmmWorld world)
    {
        if (world.Symmetry.HasFlag(Symmetry.Pages) && world.World.AllFiles > 0)
        {
            return "Pages are not interchangeable where files are mapped: different pages of them stand behind.";
        }

        bool evicts = world.Agents.Any(static plan =>
            plan.Operations.Any(static operation => operation is Evict or Detach)
        );
        if (world.Symmetry.HasFlag(Symmetry.Pages) && (!world.IsSequential || evicts || !NamesOnePage(world)))
        {
            return "Pages are interchangeable only where whole operations follow each other and each names one page "
                + "(no evict, fork, exit or longer range).";
        }

        if (world.Symmetry.HasFlag(Symmetry.Processes) && evicts && world.World.DeviceFrames > 1)
        {
            return "Processes are not interchangeable where devices with several frames are evicted: "
                + "which frame goes first depends on the number of the process that maps it.";
        }

        return Renaming
            .All(world.World, world.Symmetry)
            .Any(names => world.Agents.Any(plan => !IsClosed(plan.Operations, names)))
            ? "The operations of this world are not the same for all processes or devices, so these cannot be exchanged."
            : null;
    }

    private static bool NamesOnePage(HmmWorld world) =>
        world
            .Agents[0]
            .Operations.All(operation =>
                operation is not (Fork or Exit)
                && (operation is Register or Attach || OperationRanges.LengthOf(operation) <= 1)
            );

    private static bool IsClosed(Sequence<Operation> operations, Renaming names)
    {
        HashSet<Operation> known = [.. operations];
        return operations.All(operation => known.Contains(OperationRanges.Renamed(operation, names)));
    }
}
