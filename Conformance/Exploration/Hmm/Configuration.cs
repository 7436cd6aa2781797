using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A node of the search: an interleaving, and how far each agent is in its plan.</summary>
/// <param name="Interleaving">The state, flat memory, and what each agent is in the middle of.</param>
/// <param name="Agents">Where each agent is in its plan.</param>
/// <param name="Ledger">What the commits of each operation in flight have declared.</param>
public sealed record Configuration(Interleaving Interleaving, Sequence<AgentPlace> Agents, CommitLedger Ledger);
