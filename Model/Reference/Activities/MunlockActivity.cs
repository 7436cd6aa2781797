using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>munlock.</summary>
public sealed record MunlockActivity(Munlock Operation) : Activity
{
    private static readonly ClauseSet Unlocking = ClauseSet.Of("LCK-5");
    private static readonly ClauseSet Hole = ClauseSet.Of("LCK-2");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Munlock(locals.Process(Operation.Process), locals.Range(Operation.Range)),
        };

    /// <inheritdoc/>
    [Step("unlock VMAs")]
    [Clause("LCK-2")]
    [Clause("LCK-5")]
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

        State unlocked = LockRules.Mark(state, process, head, locked: false);
        FlatEffect effect = FlatEffect.Lock(process, head, locked: false);
        return head.Count < range.Count
            ? Fail(unlocked, Status.ENOMEM, Unlocking | Hole, effect)
            : End(unlocked, Outcome.Ok, Unlocking, effect);
    }
}
