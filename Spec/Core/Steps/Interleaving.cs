using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// The concurrent reading at one moment: the state, what each agent is in the middle of, and flat memory beside them. A
/// schedule says who takes the next step; nothing else decides it.
/// </summary>
/// <param name="State">The state.</param>
/// <param name="Flat">Flat memory after the commits up to now, in their order.</param>
/// <param name="Activities">What each agent is in the middle of; null for one that does nothing.</param>
public sealed record Interleaving(State State, FlatMemory Flat, Sequence<Activity?> Activities)
{
    /// <summary>Whether no activity is open.</summary>
    public bool IsQuiescent
    {
        get
        {
            foreach (Activity? activity in Activities)
            {
                if (activity is not null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether activities are open, and each of them waits for another.</summary>
    public bool IsDeadlock
    {
        get
        {
            bool waiting = false;
            foreach (Activity? activity in Activities)
            {
                if (activity is not null && activity.Next(State).Blocked == Blocked.No)
                {
                    return false;
                }

                waiting |= activity is not null;
            }

            return waiting;
        }
    }

    /// <summary>A run's beginning, with this many agents that do nothing.</summary>
    public static Interleaving Initial(World world, Profile profile, int agents) =>
        new(State.Initial(world, profile), FlatMemory.Initial(world), Sequence.Repeat<Activity?>(null, agents));

    /// <summary>With an activity begun by an agent that does nothing; no step is taken.</summary>
    public Interleaving Begin(int agent, Activity activity) =>
        this with
        {
            Activities = Activities.Set(agent, activity),
        };

    /// <summary>With what an agent is in the middle of forgotten.</summary>
    public Interleaving End(int agent) => this with { Activities = Activities.Set(agent, null) };

    /// <summary>What an agent, which is in the middle of something, can do next.</summary>
    public Successors Next(int agent) => Activities[agent]!.Next(State);

    /// <summary>With a step taken that <see cref="Next"/> offered to the agent.</summary>
    public Interleaving After(int agent, Successor taken) =>
        new(taken.State, Flat.After(taken.Effect), Activities.Set(agent, taken.Activity));
}
