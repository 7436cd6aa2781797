using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>
/// The concurrent reading as a transition system: agents take turns, a step at a time, in every order and by every
/// choice. An operation begins with its first step, as soon as it can take one; of agents that are alike and idle, one
/// begins.
/// </summary>
public sealed class InterleavedSystem(HmmWorld world, IStepModel model) : HmmSystem(world, model)
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
            if (here.Interleaving.Activities[agent] is not null)
            {
                open = true;
                enabled |= Take(state, here, agent, candidates) ? 1UL << agent : 0;
            }
            else if (CanBegin(here, agent) && !HasIdleTwin(here, agent))
            {
                for (int operation = 0; operation < World.Agents[agent].Operations.Count; operation++)
                {
                    _ = Take(state, Begun(here, agent, operation), agent, candidates);
                }
            }
        }

        candidates.Enabled(enabled);
        if (open && enabled == 0)
        {
            candidates.Report(Unending.Deadlock(here.Interleaving).ToString());
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Move> AllMovesOf(Configuration here) =>
        Enumerable.Range(0, here.Agents.Count).SelectMany(agent => MovesOf(here, agent));

    // What an agent can do next: its step, or the first step of each operation that it can begin.
    private IEnumerable<Move> MovesOf(Configuration here, int agent)
    {
        if (here.Interleaving.Activities[agent] is not null)
        {
            foreach (Successor taken in here.Interleaving.Next(agent).All)
            {
                yield return new Move(agent, null, new Trail(null, taken), After(here, agent, taken, out _));
            }

            yield break;
        }

        for (int operation = 0; operation < World.Agents[agent].Operations.Count && CanBegin(here, agent); operation++)
        {
            Configuration begun = Begun(here, agent, operation);
            foreach (Successor taken in begun.Interleaving.Next(agent).All)
            {
                Operation first = World.Agents[agent].Operations[operation];
                yield return new Move(agent, first, new Trail(null, taken), After(begun, agent, taken, out _));
            }
        }
    }

    private static bool CanBegin(Configuration here, int agent) => here.Agents[agent].Left > 0;

    private static bool HasIdleTwin(Configuration here, int agent)
    {
        for (int other = agent - 1; other >= 0 && here.Agents[other].Plan == here.Agents[agent].Plan; other--)
        {
            if (here.Interleaving.Activities[other] is null && here.Agents[other] == here.Agents[agent])
            {
                return true;
            }
        }

        return false;
    }

    private Configuration Begun(Configuration here, int agent, int operation)
    {
        Operation begun = World.Agents[agent].Operations[operation];
        AgentPlace place = here.Agents[agent];
        return new Configuration(
            here.Interleaving.Begin(agent, Model.Begin(begun)),
            here.Agents.Set(agent, place with { Left = place.Left - 1, Operation = operation }),
            here.Ledger.Begin(agent, begun, here.Interleaving.Flat)
        );
    }

    private bool Take(ReadOnlySpan<byte> state, Configuration here, int agent, Candidates candidates)
    {
        Successors next = here.Interleaving.Next(agent);
        if (next.Blocked != Blocked.No)
        {
            return false;
        }

        int verb = OperationNames.Of(World.Agents[agent].Operations[here.Agents[agent].Operation]);
        if (next.IsSingle)
        {
            Take(state, here, agent, verb, next.Canonical, candidates);
            return true;
        }

        foreach (Successor taken in next.All)
        {
            Take(state, here, agent, verb, taken, candidates);
        }

        return true;
    }

    private void Take(
        ReadOnlySpan<byte> state,
        Configuration here,
        int agent,
        int verb,
        Successor taken,
        Candidates candidates
    )
    {
        Fired |= taken.Clauses;
        ReadOnlySpan<byte> bytes = Write(After(here, agent, taken, out Violation? unaccounted));
        candidates.Add(bytes, verb, !bytes.SequenceEqual(state), agent);
        if ((FlatAgreement.Check(here.Interleaving.Flat, taken.Effect) ?? unaccounted) is Violation broken)
        {
            candidates.ReportLast(broken.ToString());
        }
    }

    private static Configuration After(Configuration here, int agent, Successor taken, out Violation? unaccounted)
    {
        Interleaving after = here.Interleaving.After(agent, taken);
        CommitLedger ledger = here.Ledger.After(agent, taken, here.Interleaving.Flat, after.Flat, out unaccounted);
        Sequence<AgentPlace> agents = taken.Activity is null
            ? here.Agents.Set(agent, here.Agents[agent] with { Operation = 0 })
            : here.Agents;
        return new Configuration(after, agents, ledger);
    }
}
