using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>mmap of private anonymous memory.</summary>
public sealed record MapActivity(Map Operation) : Activity
{
    private static readonly ClauseSet Mapped = ClauseSet.Of("MAP-2", "NTF-9");
    private static readonly ClauseSet Taken = ClauseSet.Of("MAP-3");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Map(
                locals.Process(Operation.Process),
                locals.Range(Operation.Range),
                (Protection)locals.Number((int)Operation.Protection)
            ),
        };

    /// <inheritdoc/>
    [Step("map")]
    [Clause("MAP-2")]
    [Clause("MAP-3")]
    public override Successors Next(State state)
    {
        (int process, PageRange range, Protection protection) = Operation;
        if (!state.IsAlive(process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!Checks.IsSound(state, range))
        {
            return Fail(state, Status.EINVAL, Checks.BadRange);
        }

        Process old = state.Processes[process];
        if (!old.Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        return old.Space.Overlaps(range)
            ? Fail(state, Status.EEXIST, Taken)
            : End(
                state.WithProcess(process, old with { Space = old.Space.With(range, protection) }),
                Outcome.Ok,
                Mapped,
                FlatEffect.On(FlatEffectKind.Map, process, range) with
                {
                    Protection = protection,
                }
            );
    }
}
