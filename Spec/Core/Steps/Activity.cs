using System.Runtime.CompilerServices;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// An operation on its way: a program of labelled steps, with its locals, and the activity that called it. Each step
/// is a pure function from a state to what the activity can do next.
/// </summary>
public abstract record Activity
{
    /// <summary>The activity to go on with when this one has ended, or null for an operation.</summary>
    public Activity? Caller { get; init; }

    /// <summary>What the activity called last has given back.</summary>
    public Reply Reply { get; init; }

    /// <summary>The copies that it has made of pages and not yet put in their place.</summary>
    public virtual Sequence<PageCopy> Copies => [];

    /// <summary>What this activity can do next in a state.</summary>
    public abstract Successors Next(State state);

    /// <summary>
    /// The same activity with each of its locals as <paramref name="locals"/> gives it back, its caller apart: the one
    /// way in which an activity is written, read and renamed.
    /// </summary>
    public abstract Activity Through(ILocals locals);

    /// <summary>A step after which the activity goes on as <paramref name="next"/>; named by the method that takes it.</summary>
    protected Successor To(
        State state,
        Activity next,
        ClauseSet clauses,
        FlatEffect effect = default,
        Sequence<Event> events = default,
        Choice choice = default,
        [CallerMemberName] string step = ""
    ) => new(state, next, default, clauses, effect, events, choice, new StepName(GetType(), step));

    /// <summary>A step with which the activity ends: its caller goes on, or the operation has its outcome.</summary>
    protected Successor End(
        State state,
        Outcome outcome,
        ClauseSet clauses,
        FlatEffect effect = default,
        Sequence<Event> events = default,
        Choice choice = default,
        [CallerMemberName] string step = ""
    ) =>
        Caller is null
            ? new Successor(state, null, outcome, clauses, effect, events, choice, new StepName(GetType(), step))
            : To(
                state,
                Caller with
                {
                    Reply = new Reply(outcome.Status, 0, outcome.Pages),
                },
                clauses,
                effect,
                events,
                choice,
                step
            );

    /// <summary>A step with which the activity ends in an error.</summary>
    protected Successor Fail(
        State state,
        Status status,
        ClauseSet clauses,
        FlatEffect effect = default,
        [CallerMemberName] string step = ""
    ) => End(state, Outcome.Fail(status), clauses, effect, step: step);
}
