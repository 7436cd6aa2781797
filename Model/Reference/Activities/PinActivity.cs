using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A driver pins a page of a process (pin_user_pages).</summary>
public sealed record PinActivity(Pin Operation) : Activity
{
    private static readonly ClauseSet Pinning = ClauseSet.Of("PIN-1");
    private static readonly ClauseSet Refused = ClauseSet.Of("PIN-2");

    /// <summary>Whether it holds the mmap lock and looks for the page.</summary>
    public bool Looks { get; init; }

    private int Process => Operation.Process;

    private int Page => Operation.Page;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Pin(locals.Process(Process), locals.Number(Page), locals.Number(Operation.Number)),
            Looks = locals.Flag(Looks),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Looks ? Get(state) : Lock(state);

    [Step("lock")]
    [Clause("PIN-1")]
    [Clause("PIN-2")]
    private Successors Lock(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if ((uint)Page >= (uint)state.World.Pages || !PinRules.Exists(state, Operation.Number))
        {
            return Fail(state, Status.EINVAL, Refused);
        }

        return !state.Pins[Operation.Number].IsZero ? Fail(state, Status.EEXIST, Refused)
            : state.Processes[Process].Lock.Writer ? Blocked.MmapLock
            : To(TableRules.LockRead(state, Process), this with { Looks = true }, Pinning);
    }

    [Step("get page")]
    [Clause("PIN-1")]
    [Clause("PIN-2")]
    private Successors Get(State state)
    {
        if (Reply.Status != Status.Ok)
        {
            return Stop(state, Reply.Status == Status.SIGBUS ? Status.EFAULT : Reply.Status, FlatEffect.None);
        }

        // Another pin may have taken the number meanwhile.
        if (!state.Pins[Operation.Number].IsZero)
        {
            return Stop(state, Status.EEXIST, FlatEffect.None);
        }

        Process process = state.Processes[Process];
        if (!process.Space.IsWritable(Page))
        {
            return Stop(state, Status.EFAULT, FlatEffect.Refused(Process, Page, write: true));
        }

        if (FileRules.IsShared(state, Process, Page))
        {
            return Stop(state, Status.EFAULT, FlatEffect.None);
        }

        Pte pte = process.PageTable[Page];
        if (pte is { Kind: PteKind.Present, Writable: true })
        {
            State pinned = PinRules.Hold(state, Operation.Number, pte.Target);
            return End(TableRules.UnlockRead(pinned, Process), Outcome.Ok, Pinning);
        }

        return pte.Kind == PteKind.Migration
            ? Blocked.MigrationEntry
            : To(
                state,
                new CpuFault(Process, Page, Write: true, HoldsLock: true) { Caller = this with { Reply = default } },
                Pinning
            );
    }

    private Successor Stop(State state, Status status, FlatEffect effect) =>
        Fail(TableRules.UnlockRead(state, Process), status, Refused, effect, step: nameof(Get));
}
