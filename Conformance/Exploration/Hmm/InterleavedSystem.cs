using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>
/// The concurrent reading as a transition system: agents take turns, a step at a time, in every order and by every
/// choice. An operation begins with its first step, as soon as it can take one; of agents that are alike and idle, one
/// begins.
/// </summary>
internal sealed class InterleavedSystem(HmmWorld world, IStepModel model) : HmmSystem(world, model)
{
    /// <inheritdoc/>
    public override void Expand(ReadOnlySpan<byte> state, Candidates candidates)
    {
        Configuration here = Read(state);
        if (Invariants.FirstViolation(here.Interleaving) is Violation broken)
        {
            candidates.Report(broken.ToString());
            return;
        }

        ulong enabled = 0;
        bool open = false;
        for (int agent = 0; agent < here.Agents.Count; agent++)
        {
            if (here.Interleaving.Activities[agent] is Activity activity)
            {
                open = true;
                enabled |= Take(state, here, agent, activity, here.Agents[agent], candidates) ? 1UL << agent : 0;
            }
            else if (here.Agents[agent].Left > 0 && !HasIdleTwin(here, agent))
            {
                Begin(state, here, agent, candidates);
            }
        }

        candidates.Enabled(enabled);
        if (open && enabled == 0)
        {
            candidates.Report(Deadlock.Describe(here.Interleaving));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Move> AllMovesOf(Configuration here) =>
        Enumerable.Range(0, here.Agents.Count).SelectMany(agent => MovesOf(here, agent));

    /// <summary>What an agent can do next: its step, or the first step of each operation that it can begin.</summary>
    private IEnumerable<Move> MovesOf(Configuration here, int agent)
    {
        AgentPlace place = here.Agents[agent];
        if (here.Interleaving.Activities[agent] is Activity activity)
        {
            foreach (Successor taken in activity.Next(here.Interleaving.State).All)
            {
                yield return new Move(agent, null, taken, After(here, agent, place, taken));
            }
        }
        else if (place.Left > 0)
        {
            foreach (Operation operation in (IEnumerable<Operation>)World.Agents[agent].Operations)
            {
                foreach (Successor taken in Model.Begin(operation).Next(here.Interleaving.State).All)
                {
                    yield return new Move(agent, operation, taken, After(here, agent, Begun(place, operation), taken));
                }
            }
        }
    }

    private static bool HasIdleTwin(Configuration here, int agent)
    {
        for (int other = agent - 1; other >= 0 && here.Agents[other].Plan == here.Agents[agent].Plan; other--)
        {
            AgentPlace twin = here.Agents[other];
            if (here.Interleaving.Activities[other] is null && twin.Equals(here.Agents[agent]))
            {
                return true;
            }
        }

        return false;
    }

    private void Begin(ReadOnlySpan<byte> state, Configuration here, int agent, Candidates candidates)
    {
        foreach (Operation operation in World.Agents[agent].Operations)
        {
            Take(state, here, agent, Model.Begin(operation), Begun(here.Agents[agent], operation), candidates);
        }
    }

    private bool Take(
        ReadOnlySpan<byte> state,
        Configuration here,
        int agent,
        Activity activity,
        AgentPlace place,
        Candidates candidates
    )
    {
        Successors next = activity.Next(here.Interleaving.State);
        if (next.Blocked != Blocked.No)
        {
            return false;
        }

        foreach (Successor taken in next.All)
        {
            Fired |= taken.Clauses;
            ReadOnlySpan<byte> bytes = Write(After(here, agent, place, taken));
            candidates.Add(bytes, place.Verb, !bytes.SequenceEqual(state), agent);
            if (FlatAgreement.Check(here.Interleaving.Flat, taken.Effect) is Violation broken)
            {
                candidates.ReportLast(broken.ToString());
            }
        }

        return true;
    }

    private static AgentPlace Begun(AgentPlace place, Operation operation) =>
        place with
        {
            Left = place.Left == AgentPlan.Unlimited ? place.Left : place.Left - 1,
            Verb = OperationNames.Of(operation),
        };

    private static Configuration After(Configuration here, int agent, AgentPlace place, Successor taken) =>
        new(here.Interleaving.After(agent, taken), here.Agents.Set(agent, place));
}
