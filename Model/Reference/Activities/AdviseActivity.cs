using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>madvise, but for MADV_DONTNEED.</summary>
public sealed partial record AdviseActivity(Advise Operation) : Activity
{
    private static readonly ClauseSet Hole = ClauseSet.Of("ADV-2");
    private static readonly ClauseSet Marking = ClauseSet.Of("ADV-9");
    private static readonly ClauseSet OnFile = ClauseSet.Of("ADV-10");
    private static readonly ClauseSet MetLocked = ClauseSet.Of("LCK-7");
    private static readonly ClauseSet Freeing = ClauseSet.Of("ADV-1");
    private static readonly ClauseSet Cooling = ClauseSet.Of("ADV-7");
    private static readonly ClauseSet PagingOut = ClauseSet.Of("ADV-8");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and take the lock.</summary>
        Begin,

        /// <summary>Go to the next VMA.</summary>
        Vma,

        /// <summary>Free one entry.</summary>
        Free,

        /// <summary>Make one entry old.</summary>
        Cool,

        /// <summary>Close the window.</summary>
        Close,

        /// <summary>Take the lock again after a hole was punched.</summary>
        Removed,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The part of the present VMA that lies in the range.</summary>
    public PageRange Part { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>Whether a page in no VMA was met.</summary>
    public bool MetHole { get; init; }

    private int Process => Operation.Process;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Advise(
                locals.Process(Process),
                locals.Range(Operation.Range),
                (Advice)locals.Number((int)Operation.Advice)
            ),
            Label = (Step)locals.Number((int)Label),
            Part = locals.Range(Part),
            Cursor = locals.Number(Cursor),
            MetHole = locals.Flag(MetHole),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Begin => Begin(state),
            Step.Vma => Vma(state),
            Step.Free => Free(state),
            Step.Cool => Cool(state),
            Step.Close => Close(state),
            Step.Removed => Removed(state),
        };

    [Step("lock")]
    [Clause("ADV-1")]
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

        MmapLock held = state.Processes[Process].Lock;
        return Operation.Advice switch
        {
            Advice.Free or Advice.Cold or Advice.PageOut or Advice.Remove => held.Writer
                ? Blocked.MmapLock
                : (this with { Cursor = Operation.Range.Start }).Vma(TableRules.LockRead(state, Process)),
            Advice.DontFork or Advice.DoFork or Advice.WipeOnFork or Advice.KeepOnFork => held.IsFree
                ? Mark(state)
                : Blocked.MmapLock,
        };
    }

    [Step("mark VMAs")]
    [Clause("ADV-2")]
    [Clause("ADV-9")]
    [Clause("ADV-10")]
    private Successor Mark(State state)
    {
        Process old = state.Processes[Process];
        PageRange range = Operation.Advice == Advice.WipeOnFork ? BeforeFiles(old.Space) : Operation.Range;
        if (range.Count == 0)
        {
            return Fail(state, Status.EINVAL, OnFile);
        }

        State marked = state.WithProcess(Process, old with { Space = old.Space.Advised(range, Operation.Advice) });
        FlatEffect effect = FlatEffect.On(FlatEffectKind.Advise, Process, range) with { Advice = Operation.Advice };
        if (range.Count < Operation.Range.Count)
        {
            return Fail(marked, Status.EINVAL, Marking | OnFile, effect);
        }

        bool whole = true;
        for (int page = Operation.Range.Start; page < Operation.Range.End; page++)
        {
            whole &= old.Space.TryFind(page, out _);
        }

        return whole ? End(marked, Outcome.Ok, Marking, effect) : Fail(marked, Status.ENOMEM, Marking | Hole, effect);
    }

    // What of the range lies before the first VMA of a file that it meets.
    private PageRange BeforeFiles(AddressSpace space)
    {
        int page = Operation.Range.Start;
        while (page < Operation.Range.End && !space.BackingOf(page).IsFile)
        {
            page++;
        }

        return PageRange.Between(Operation.Range.Start, page);
    }

    [Step("next VMA")]
    [Clause("ADV-1")]
    [Clause("ADV-2")]
    [Clause("ADV-10")]
    [Clause("ADV-11")]
    [Clause("LCK-7")]
    private Successors Vma(State state)
    {
        int end = Operation.Range.End;
        bool found = state.Processes[Process].Space.TryFindFrom(Cursor, out Vma vma) && vma.Range.Start < end;
        bool hole = MetHole || (Cursor < end && (!found || vma.Range.Start > Cursor));
        if (!found || Cursor >= end)
        {
            State unlocked = TableRules.UnlockRead(state, Process);
            ClauseSet followed =
                Operation.Advice == Advice.Free ? Freeing
                : Operation.Advice == Advice.Cold ? Cooling
                : Operation.Advice == Advice.Remove ? Removing
                : PagingOut;
            return hole ? Fail(unlocked, Status.ENOMEM, Hole) : End(unlocked, Outcome.Ok, followed);
        }

        if (vma.IsLocked)
        {
            return Fail(TableRules.UnlockRead(state, Process), Status.EINVAL, MetLocked);
        }

        if (Operation.Advice == Advice.Free && vma.Backing.IsFile)
        {
            return Fail(TableRules.UnlockRead(state, Process), Status.EINVAL, OnFile);
        }

        PageRange part = vma.Range.Intersect(PageRange.Between(Cursor, end));
        AdviseActivity resume = this with { Part = part, Cursor = part.Start, MetHole = hole };
        return Operation.Advice == Advice.Remove ? resume.Remove(state, vma.Backing)
            : Operation.Advice == Advice.Free
                ? Windows.Open(state, resume with { Label = Step.Free }, Process, part, EventKind.Clear, -1, Freeing)
            : (resume with { Label = Step.Cool }).Cool(state);
    }

    private AdviseActivity NextVma() =>
        this with
        {
            Label = Step.Vma,
            Cursor = Part.End,
            Part = default,
            Reply = default,
        };
}
