using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>One moment in a small world.</summary>
/// <param name="Now">The state, and what each agent is in the middle of.</param>
/// <param name="Left">How many operations each agent may still begin.</param>
/// <param name="Alone">The operation that runs alone, and the state before it.</param>
internal sealed record SmallNode(Interleaving Now, Sequence<int> Left, (State Before, Operation Operation)? Alone);
