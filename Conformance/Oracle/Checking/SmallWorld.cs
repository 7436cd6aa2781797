using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A world so small that everything that can happen in it can be looked at.</summary>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Setup">The operations that run first, one after another and by canonical choices, as text.</param>
/// <param name="Agents">For each agent the operations, as text, of which it takes any, one after another.</param>
public sealed record SmallWorld(World Sizes, Sequence<string> Setup, Sequence<Sequence<string>> Agents)
{
    /// <summary>The profile.</summary>
    public Profile Profile { get; init; } = Profile.Strict;

    /// <summary>How many operations each agent takes at most.</summary>
    public int OperationsEach { get; init; } = 1;

    /// <summary>A world in which each agent has one operation.</summary>
    public static SmallWorld OneEach(World sizes, Sequence<string> setup, params ReadOnlySpan<string> operations)
    {
        Sequence<Sequence<string>> agents = [];
        foreach (string operation in operations)
        {
            agents = agents.Add([operation]);
        }

        return new SmallWorld(sizes, setup, agents);
    }
}
