using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>madvise MADV_DONTNEED.</summary>
public sealed record DontNeedActivity(DontNeed Operation) : Activity
{
    private static readonly ClauseSet Hole = ClauseSet.Of("MAP-13");
    private static readonly ClauseSet MetLocked = ClauseSet.Of("LCK-7");
    private static readonly ClauseSet Whole = ClauseSet.Of("MAP-12");
    private static readonly ClauseSet Clearing = ClauseSet.Of("MAP-5", "NTF-4");
    private static readonly ClauseSet Closing = ClauseSet.Of("MAP-12");
    private static readonly ClauseSet DiscardingOfFile = ClauseSet.Of("FIL-11");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and take the lock.</summary>
        Begin,

        /// <summary>Open the window of the next VMA.</summary>
        Vma,

        /// <summary>Clear one entry.</summary>
        Clear,

        /// <summary>Close the window.</summary>
        Close,

        /// <summary>Free the frames of this VMA.</summary>
        Free,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The part of the present VMA that lies in the range.</summary>
    public PageRange Part { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>Whether a page in no VMA was met.</summary>
    public bool MetHole { get; init; }

    /// <summary>The frames to be freed when the window is closed.</summary>
    public Sequence<int> Gathered { get; init; }

    private int Process => Operation.Process;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new DontNeed(locals.Process(Process), locals.Range(Operation.Range)),
            Label = (Step)locals.Number((int)Label),
            Part = locals.Range(Part),
            Cursor = locals.Number(Cursor),
            MetHole = locals.Flag(MetHole),
            Gathered = locals.Each(Gathered, static (locals, frame) => locals.Target(Target.System(frame)).Frame),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Begin => Begin(state),
            Step.Vma => Vma(state),
            Step.Clear => Clear(state),
            Step.Close => Close(state),
            Step.Free => Free(state),
        };

    [Step("lock")]
    [Clause("MAP-12")]
    private Successors Begin(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!Checks.IsSound(state, Operation.Range))
        {
            return Fail(state, Status.EINVAL, Checks.BadRange);
        }

        return state.Processes[Process].Lock.Writer
            ? Blocked.MmapLock
            : (this with { Cursor = Operation.Range.Start }).Vma(TableRules.LockRead(state, Process));
    }

    [Step("invalidate range start")]
    [Clause("MAP-12")]
    [Clause("MAP-13")]
    [Clause("LCK-7")]
    private Successor Vma(State state)
    {
        int end = Operation.Range.End;
        bool found = state.Processes[Process].Space.TryFindFrom(Cursor, out Vma vma) && vma.Range.Start < end;
        bool hole = MetHole || (Cursor < end && (!found || vma.Range.Start > Cursor));
        if (!found || Cursor >= end)
        {
            State unlocked = TableRules.UnlockRead(state, Process);
            return hole ? Fail(unlocked, Status.ENOMEM, Hole) : End(unlocked, Outcome.Ok, Whole);
        }

        if (vma.IsLocked)
        {
            return Fail(TableRules.UnlockRead(state, Process), Status.EINVAL, MetLocked);
        }

        PageRange part = vma.Range.Intersect(PageRange.Between(Cursor, end));
        DontNeedActivity resume = this with
        {
            Label = Step.Clear,
            Part = part,
            Cursor = part.Start,
            MetHole = hole,
            Gathered = [],
        };
        return Windows.Open(state, resume, Process, part, EventKind.Clear, -1, Whole);
    }

    // CPU faults run beside this, so that each page is discarded in one step with its translation.
    [Step("clear entry, flush TLB")]
    [Clause("MAP-5")]
    [Clause("FIL-11")]
    private Successor Clear(State state)
    {
        int page = TableRules.NextEntry(state, Process, Part, Cursor);
        if (page == Part.End)
        {
            return Close(state);
        }

        Sequence<int> gathered = Gathered;
        PageRange single = new(page, 1);
        State cleared = TableRules.Flush(Zap.Clear(state, Process, page, ref gathered), Process, single);
        return To(
            cleared,
            this with
            {
                Cursor = page + 1,
                Gathered = gathered,
            },
            Clearing | OfFile(state, page) | SwapRules.Followed(state, cleared),
            FlatEffect.On(FlatEffectKind.Discard, Process, single)
        );
    }

    private ClauseSet OfFile(State state, int page) =>
        Zap.Followed(state, Process, page)
        | (FileRules.Behind(state, Process, page) is null ? default : DiscardingOfFile);

    [Step("invalidate range end")]
    [Clause("MAP-12")]
    [Clause("NTF-3")]
    private Successor Close(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = Step.Free,
                Cursor = 0,
                Reply = default,
            },
            Closing | Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    [Step("free frames")]
    [Clause("MAP-12")]
    private Successor Free(State state)
    {
        State freed = Zap.Free(state, Gathered);
        return To(
            freed,
            this with
            {
                Label = Step.Vma,
                Cursor = Part.End,
                Part = default,
                Gathered = [],
            },
            Whole | SwapRules.Followed(state, freed)
        );
    }
}
