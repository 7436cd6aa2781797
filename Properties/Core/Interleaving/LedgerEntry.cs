using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What a ledger knows of one agent.</summary>
/// <param name="Operation">What it is in the middle of; null for nothing.</param>
/// <param name="Commits">What its commits have declared up to now.</param>
/// <param name="Goals">What it has to bring about, page by page; null for an operation that has nothing of the kind.</param>
public readonly record struct LedgerEntry(Operation? Operation, Sequence<FlatEffect> Commits, PageGoals? Goals);
