using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>mlock.</summary>
public sealed record MlockActivity(Mlock Operation) : Activity
{
    private static readonly ClauseSet Locking = ClauseSet.Of("LCK-1");
    private static readonly ClauseSet Hole = ClauseSet.Of("LCK-2");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Mlock(locals.Process(Operation.Process), locals.Range(Operation.Range)),
        };

    /// <inheritdoc/>
    [Step("lock VMAs")]
    [Clause("LCK-1")]
    [Clause("LCK-2")]
    public override Successors Next(State state)
    {
        (int process, PageRange range) = Operation;
        if (!state.IsAlive(process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!Checks.IsSound(state, range))
        {
            return Fail(state, Status.EINVAL, Checks.BadRange);
        }

        if (!state.Processes[process].Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        PageRange head = LockRules.Head(state, process, range);
        if (head.Count == 0)
        {
            return Fail(state, Status.ENOMEM, Hole);
        }

        State locked = LockRules.Mark(state, process, head, locked: true);
        FlatEffect effect = FlatEffect.Lock(process, head, locked: true);
        return head.Count < range.Count
            ? Fail(locked, Status.ENOMEM, Locking | Hole, effect)
            : To(
                locked,
                new RangePopulation(process, range, HoldsLock: false, IgnoresErrors: false) { Caller = Caller },
                Locking,
                effect
            );
    }
}
