using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>mlock, and munlock.</summary>
/// <param name="Process">Whose address space.</param>
/// <param name="Range">Which pages.</param>
/// <param name="Locks">Whether they are to be locked, or not any more.</param>
public sealed record MlockActivity(int Process, PageRange Range, bool Locks) : Activity
{
    private static readonly ClauseSet Locking = ClauseSet.Of("LCK-1");
    private static readonly ClauseSet Unlocking = ClauseSet.Of("LCK-5");
    private static readonly ClauseSet Hole = ClauseSet.Of("LCK-2");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Range = locals.Range(Range),
            Locks = locals.Flag(Locks),
        };

    /// <inheritdoc/>
    [Step("mark VMAs")]
    [Clause("LCK-1")]
    [Clause("LCK-2")]
    [Clause("LCK-5")]
    public override Successors Next(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!Checks.IsSound(state, Range))
        {
            return Fail(state, Status.EINVAL, Checks.BadRange);
        }

        if (!state.Processes[Process].Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        PageRange head = state.Processes[Process].Space.Head(Range);
        if (head.Count == 0)
        {
            return Fail(state, Status.ENOMEM, Hole);
        }

        State marked = state.WithLocked(Process, head, Locks);
        FlatEffect effect = FlatEffect.Lock(Process, head, Locks);
        ClauseSet clauses = Locks ? Locking : Unlocking;
        if (head.Count < Range.Count)
        {
            return Fail(marked, Status.ENOMEM, clauses | Hole, effect);
        }

        RangePopulation populating = new(Process, Range, HoldsLock: false, IgnoresErrors: false) { Caller = Caller };
        return Locks ? To(marked, populating, clauses, effect) : End(marked, Outcome.Ok, clauses, effect);
    }
}
