using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>One way in which an activity can take its next step.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Activity">What of the activity is still to be done, or null when it has ended.</param>
/// <param name="Outcome">How the operation ended, once it has.</param>
/// <param name="Clauses">The clauses that the step followed.</param>
/// <param name="Effect">What the step means to flat memory, if it is a commit.</param>
/// <param name="Events">What the notifiers did.</param>
/// <param name="Choice">Which member of a freedom it takes.</param>
/// <param name="Step">Which step it is.</param>
public sealed record Successor(
    State State,
    Activity? Activity,
    Outcome Outcome,
    ClauseSet Clauses,
    FlatEffect Effect,
    Sequence<Event> Events,
    Choice Choice,
    StepName Step
);
