using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The pages of a range are brought in, one after another (__mm_populate, populate_vma_page_range).</summary>
/// <param name="Process">Whose address space.</param>
/// <param name="Range">Which pages.</param>
/// <param name="HoldsLock">Whether the caller holds the mmap lock.</param>
/// <param name="IgnoresErrors">Whether the rest of the VMA is left at a page that cannot be brought in, and no error is told.</param>
public sealed record RangePopulation(int Process, PageRange Range, bool HoldsLock, bool IgnoresErrors) : Activity
{
    private static readonly ClauseSet BringingIn = ClauseSet.Of("LCK-3");
    private static readonly ClauseSet Failing = ClauseSet.Of("LCK-4");

    /// <summary>Whether it has the mmap lock and goes through the pages.</summary>
    public bool Looks { get; init; }

    /// <summary>How many pages of the range it is past.</summary>
    public int Passed { get; init; }

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Range = locals.Range(Range),
            HoldsLock = locals.Flag(HoldsLock),
            IgnoresErrors = locals.Flag(IgnoresErrors),
            Looks = locals.Flag(Looks),
            Passed = locals.Number(Passed),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Looks ? Look(state) : Lock(state);

    [Step("lock")]
    [Clause("LCK-3")]
    [Clause("LCK-4")]
    private Successors Lock(State state)
    {
        // Whoever exits does not wait for those who were about to take the lock.
        if (!state.IsAlive(Process))
        {
            return IgnoresErrors
                ? End(state, Outcome.Ok, Checks.NoProcess)
                : Fail(state, Status.ESRCH, Failing | Checks.NoProcess);
        }

        RangePopulation looking = this with { Looks = true };
        return HoldsLock ? looking.Look(state)
            : state.Processes[Process].Lock.Writer ? Blocked.MmapLock
            : To(TableRules.LockRead(state, Process), looking, BringingIn);
    }

    [Step("get page")]
    [Clause("LCK-3")]
    [Clause("LCK-4")]
    private Successors Look(State state)
    {
        if (Reply.Status != Status.Ok)
        {
            Status told = Reply.Status == Status.ENOMEM ? Status.EAGAIN : Status.ENOMEM;
            return GiveUp(state, told, FlatEffect.None);
        }

        AddressSpace space = state.Processes[Process].Space;
        for (int page = Range.Start + Passed; ; page++)
        {
            if (!space.TryFindFrom(page, out Vma vma) || vma.Range.Start >= Range.End || page >= Range.End)
            {
                return Finish(state, Outcome.Ok, BringingIn, FlatEffect.None);
            }

            page = Math.Max(page, vma.Range.Start);
            RangePopulation here = this with { Passed = page - Range.Start };
            if (vma.Protection == Protection.None)
            {
                return here.GiveUp(state, Status.ENOMEM, FlatEffect.Refused(Process, page, write: false));
            }

            bool write = vma.Protection == Protection.ReadWrite && !vma.Backing.IsShared;
            Pte pte = state.Processes[Process].PageTable[page];
            if (pte.Kind == PteKind.Migration)
            {
                return Blocked.MigrationEntry;
            }

            if (pte.Kind != PteKind.Present || (write && !pte.Writable))
            {
                CpuFault fault = new(Process, page, write, HoldsLock: true) { Caller = here with { Reply = default } };
                return To(state, fault, BringingIn);
            }

            if (write && !pte.Dirty && !state.FrameAt(pte.Target).Dirty)
            {
                State touched = FrameRules.PassDirty(state, pte.Target, dirty: true);
                return To(touched, here with { Passed = here.Passed + 1, Reply = default }, BringingIn);
            }
        }
    }

    // At the page at which it is.
    private Successors GiveUp(State state, Status status, FlatEffect effect)
    {
        if (!IgnoresErrors)
        {
            return Finish(state, Outcome.Fail(status), Failing, effect);
        }

        _ = state.Processes[Process].Space.TryFind(Range.Start + Passed, out Vma vma);
        RangePopulation next = this with { Passed = vma.Range.End - Range.Start, Reply = default };
        return next.Look(state);
    }

    private Successor Finish(State state, Outcome outcome, ClauseSet clauses, FlatEffect effect) =>
        End(HoldsLock ? state : TableRules.UnlockRead(state, Process), outcome, clauses, effect, step: nameof(Look));
}
