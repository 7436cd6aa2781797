using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// An operation on its way: a program of labelled steps, with its locals, and the activity that called it. Each step
/// is a pure function from a state to what the activity can do next.
/// </summary>
[Closed]
public abstract record Activity
{
    /// <summary>The activity to go on with when this one has ended, or null for an operation.</summary>
    public Activity? Caller { get; init; }

    /// <summary>What the activity called last has given back.</summary>
    public Reply Reply { get; init; }

    /// <summary>What this activity can do next in a state.</summary>
    public abstract Successors Next(State state);

    /// <summary>A step after which the activity goes on as <paramref name="next"/>.</summary>
    protected static Successor To(
        State state,
        Activity next,
        ClauseSet clauses,
        FlatEffect effect = default,
        Sequence<Event> events = default,
        Choice choice = default
    ) => new(state, next, default, clauses, effect, events, choice);

    /// <summary>A step with which the activity ends: its caller goes on, or the operation has its outcome.</summary>
    protected Successor End(
        State state,
        Outcome outcome,
        ClauseSet clauses,
        FlatEffect effect = default,
        Sequence<Event> events = default,
        Choice choice = default
    ) =>
        Caller is null
            ? new Successor(state, null, outcome, clauses, effect, events, choice)
            : To(
                state,
                Caller with
                {
                    Reply = new Reply(outcome.Status, -1, outcome.Pages),
                },
                clauses,
                effect,
                events,
                choice
            );

    /// <summary>A step with which the activity ends in an error.</summary>
    protected Successor Fail(State state, Status status, ClauseSet clauses, FlatEffect effect = default) =>
        End(state, Outcome.Fail(status), clauses, effect);
}
