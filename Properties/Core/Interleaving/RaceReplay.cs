using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Carries out a given race.</summary>
public static class RaceReplay
{
    /// <summary>What a race ends in; null if nothing is wrong.</summary>
    /// <param name="model">Whose steps.</param>
    /// <param name="race">The race.</param>
    /// <param name="toEnd">
    /// Whether the agents go on after the end of the schedule, taking turns, until all have done all that they have to.
    /// </param>
    /// <param name="cancellation">Asks to stop; nothing is said then.</param>
    public static RaceFinding? Run(IStepModel model, Race race, bool toEnd, CancellationToken cancellation = default)
    {
        RaceRecorder recorder = new(model, race.World, race.Profile, Math.Max(1, race.Agents.Count));
        foreach (Operation operation in race.Setup)
        {
            recorder.Prepare(operation);
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            if (recorder.IsOver)
            {
                return recorder.Finding();
            }
        }

        int[] begun = new int[race.Agents.Count];
        foreach (Turn turn in race.Schedule)
        {
            Take(recorder, race, begun, turn);
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            if (recorder.IsOver)
            {
                return recorder.Finding();
            }
        }

        if (toEnd)
        {
            Finish(recorder, race, begun);
        }
        else if (recorder.Position.IsDeadlock)
        {
            recorder.StopInDeadlock();
        }

        return recorder.Finding([.. race.Agents.AsEnumerable()]);
    }

    /// <summary>A turn; false if the agent waits or has nothing left to do.</summary>
    private static bool Take(RaceRecorder recorder, Race race, int[] begun, Turn turn)
    {
        int agent = turn.Agent;
        if ((uint)agent >= (uint)race.Agents.Count)
        {
            return false;
        }

        if (!recorder.Position.IsBusy(agent))
        {
            if (begun[agent] == race.Agents[agent].Count)
            {
                return false;
            }

            recorder.Begin(agent, race.Agents[agent][begun[agent]++]);
        }

        return turn.Choice == Choice.Canonical
            ? recorder.TryStep(agent, static successors => successors.Canonical)
            : recorder.TryStep(agent, successors => Chosen(successors, turn.Choice));
    }

    /// <summary>The successor that makes a choice, or the canonical one if none does.</summary>
    internal static Successor Chosen(Successors successors, Choice choice) =>
        choice == Choice.Canonical
            ? successors.Canonical
            : successors.All.FirstOrDefault(successor => successor.Choice == choice) ?? successors.Canonical;

    private static void Finish(RaceRecorder recorder, Race race, int[] begun)
    {
        int bound = RaceRecorder.Patience(race.World) * Math.Max(1, race.Operations);
        int steps = 0;
        bool moved = true;
        while (moved && !recorder.IsOver)
        {
            moved = false;
            for (int agent = 0; agent < race.Agents.Count && !recorder.IsOver; agent++)
            {
                bool took = Take(recorder, race, begun, new Turn(agent, Choice.Canonical));
                steps += took ? 1 : 0;
                moved |= took;
            }

            if (steps > bound && !recorder.IsOver)
            {
                recorder.StopAsEndless(steps);
            }
        }

        if (!recorder.IsOver && recorder.Position.IsDeadlock)
        {
            recorder.StopInDeadlock();
        }
    }
}
