using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>munmap, also as a part of mremap.</summary>
public sealed record UnmapActivity(Unmap Operation) : Activity
{
    private static readonly ClauseSet Nothing = ClauseSet.Of("MAP-4");
    private static readonly ClauseSet Removing = ClauseSet.Of("MAP-4");
    private static readonly ClauseSet Clearing = ClauseSet.Of("MAP-5", "NTF-4");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Remove the VMAs and open the window.</summary>
        Remove,

        /// <summary>Clear one entry.</summary>
        Clear,

        /// <summary>Flush the CPU's TLB.</summary>
        Flush,

        /// <summary>Close the window.</summary>
        Close,

        /// <summary>Free the frames.</summary>
        Free,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>The frames to be freed at the end.</summary>
    public Sequence<int> Gathered { get; init; }

    /// <summary>Whether the caller holds the mmap lock for writing, and keeps it (MRM-4, MRM-6).</summary>
    public bool HoldsLock { get; init; }

    private int Process => Operation.Process;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Unmap(locals.Process(Process), locals.Range(Operation.Range)),
            Label = (Step)locals.Number((int)Label),
            Cursor = locals.Number(Cursor),
            Gathered = locals.Each(Gathered, static (locals, frame) => locals.Target(Target.System(frame)).Frame),
            HoldsLock = locals.Flag(HoldsLock),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Remove => Remove(state),
            Step.Clear => Clear(state),
            Step.Flush => Flush(state),
            Step.Close => Close(state),
            Step.Free => Free(state),
        };

    // The lock is held for writing within this step only: what comes after it runs beside faults and other readers.
    [Step("remove VMAs, downgrade lock, invalidate range start")]
    [Clause("MAP-4")]
    private Successors Remove(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!Checks.IsSound(state, Operation.Range))
        {
            return Fail(state, Status.EINVAL, Checks.BadRange);
        }

        Process old = state.Processes[Process];
        if (!HoldsLock && !old.Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        if (!old.Space.Overlaps(Operation.Range))
        {
            return End(state, Outcome.Ok, Nothing);
        }

        State removed = state.WithProcess(
            Process,
            old with
            {
                Space = old.Space.Without(Operation.Range),
                Lock = HoldsLock ? old.Lock : new MmapLock(1, Writer: false),
            }
        );
        FlatEffect leaving = FlatEffect.On(FlatEffectKind.Leave, Process, Operation.Range);
        Successor opened = Windows.Open(
            removed,
            this with
            {
                Label = Step.Clear,
                Cursor = Operation.Range.Start,
            },
            Process,
            Operation.Range,
            EventKind.Unmap,
            -1,
            Removing
        );
        return opened with { Effect = leaving };
    }

    [Step("clear entry")]
    [Clause("MAP-5")]
    private Successor Clear(State state)
    {
        int page = TableRules.NextEntry(state, Process, Operation.Range, Cursor);
        if (page == Operation.Range.End)
        {
            return Flush(state);
        }

        Sequence<int> gathered = Gathered;
        State cleared = Zap.Clear(state, Process, page, ref gathered);
        return To(
            cleared,
            this with
            {
                Cursor = page + 1,
                Gathered = gathered,
            },
            Clearing | Zap.Followed(state, Process, page) | SwapRules.Followed(state, cleared)
        );
    }

    [Step("flush TLB")]
    [Clause("MAP-4")]
    private Successor Flush(State state) =>
        To(
            TableRules.Flush(state, Process, Operation.Range),
            this with
            {
                Label = Step.Close,
                Cursor = 0,
            },
            Clearing,
            FlatEffect.On(FlatEffectKind.Unmap, Process, Operation.Range)
        );

    [Step("invalidate range end")]
    [Clause("MAP-4")]
    [Clause("NTF-3")]
    private Successor Close(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = Step.Free,
                Reply = default,
            },
            Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    [Step("free frames")]
    [Clause("MAP-4")]
    private Successor Free(State state)
    {
        State freed = Zap.Free(state, Gathered);
        ClauseSet clauses = Removing | SwapRules.Followed(state, freed);
        return End(HoldsLock ? freed : TableRules.UnlockRead(freed, Process), Outcome.Ok, clauses);
    }
}
