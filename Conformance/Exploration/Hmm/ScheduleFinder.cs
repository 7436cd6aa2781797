using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>
/// Finds a schedule that goes through given states. The states are canonical, in which agents, devices and processes may
/// have changed places; the schedule is of one run in which nobody changes places.
/// </summary>
internal static class ScheduleFinder
{
    /// <summary>The steps from the beginning through these states, the initial one first.</summary>
    public static IReadOnlyList<ScheduledStep> Find(HmmSystem system, IReadOnlyList<PathStep> path)
    {
        List<ScheduledStep> schedule = [];
        Configuration here = system.Start();
        foreach (PathStep step in path.Skip(1))
        {
            Move move = system.AllMovesOf(here).First(move => system.Write(move.After).SequenceEqual(step.State.Span));
            Operation? begun = move.Begun;
            foreach (Successor taken in move.Steps?.Steps ?? [])
            {
                schedule.Add(new ScheduledStep(move.Agent, begun, taken));
                begun = null;
            }

            here = move.After;
        }

        return schedule;
    }
}
