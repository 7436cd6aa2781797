using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What one agent may do, one operation after another.</summary>
/// <param name="Operations">The operations of which it takes any.</param>
/// <param name="Count">How many it takes at most; <see cref="Unlimited"/> for as many as it likes.</param>
public sealed record AgentPlan(Sequence<Operation> Operations, int Count)
{
    /// <summary>As many operations as the agent likes.</summary>
    public const int Unlimited = 254;
}
