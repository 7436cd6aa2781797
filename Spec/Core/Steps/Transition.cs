using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What an operation did, from its beginning to its end.</summary>
/// <param name="After">The state after it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Clauses">The clauses that its steps followed.</param>
/// <param name="Events">What the notifiers did, in order.</param>
/// <param name="Effects">What it meant to flat memory, commit by commit.</param>
public readonly record struct Transition(
    State After,
    Outcome Outcome,
    ClauseSet Clauses,
    Sequence<Event> Events,
    Sequence<FlatEffect> Effects
);
