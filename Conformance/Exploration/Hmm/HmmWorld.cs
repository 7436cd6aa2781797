using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A bounded world of the model: where it begins, and what its agents may do.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Setup">The operations that run first, one after another, by canonical choices.</param>
/// <param name="Agents">What each agent may do; agents with equal plans are interchangeable.</param>
public sealed record HmmWorld(World World, Profile Profile, Sequence<Operation> Setup, Sequence<AgentPlan> Agents)
{
    /// <summary>
    /// Whether whole operations follow each other, each run alone, instead of agents that take turns step by step.
    /// </summary>
    public bool IsSequential { get; init; }

    /// <summary>What may be renamed without a difference.</summary>
    public Symmetry Symmetry { get; init; }

    /// <summary>Whether agents are told apart even where their plans are equal.</summary>
    public bool KeepsAgentsApart { get; init; }

    /// <summary>The number of an agent's plan: the first agent's that has the same.</summary>
    public int PlanOf(int agent)
    {
        int plan = agent;
        while (!KeepsAgentsApart && plan > 0 && Agents[plan - 1] == Agents[agent])
        {
            plan--;
        }

        return plan;
    }
}
