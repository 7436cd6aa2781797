using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>mprotect.</summary>
public sealed record ProtectActivity(Protect Operation) : Activity
{
    private static readonly ClauseSet Hole = ClauseSet.Of("MAP-7");
    private static readonly ClauseSet Whole = ClauseSet.Of("MAP-6");
    private static readonly ClauseSet Changing = ClauseSet.Of("MAP-8", "NTF-4");
    private static readonly ClauseSet ChangingUntracked = ClauseSet.Of("MAP-8", "NTF-4", "FIL-26");
    private static readonly ClauseSet BringingIn = ClauseSet.Of("LCK-8");
    private static readonly ClauseSet ChangingExclusive = ClauseSet.Of("MAP-8", "NTF-4", "EXC-11");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and take the lock.</summary>
        Begin,

        /// <summary>Change the rights of the next VMA and open its window.</summary>
        Vma,

        /// <summary>Change one entry.</summary>
        Change,

        /// <summary>Flush the CPU's TLB.</summary>
        Flush,

        /// <summary>Close the window.</summary>
        Close,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The part of the present VMA that lies in the range.</summary>
    public PageRange Part { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    private int Process => Operation.Process;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Protect(
                locals.Process(Process),
                locals.Range(Operation.Range),
                (Protection)locals.Number((int)Operation.Protection)
            ),
            Label = (Step)locals.Number((int)Label),
            Part = locals.Range(Part),
            Cursor = locals.Number(Cursor),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Begin => Begin(state),
            Step.Vma => Vma(state),
            Step.Change => Change(state),
            Step.Flush => Flush(state),
            Step.Close => Close(state),
        };

    [Step("lock")]
    [Clause("MAP-6")]
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

        return state.Processes[Process].Lock.IsFree
            ? (this with { Cursor = Operation.Range.Start }).Vma(TableRules.LockWrite(state, Process, held: true))
            : Blocked.MmapLock;
    }

    [Step("change VMA, invalidate range start")]
    [Clause("MAP-6")]
    [Clause("MAP-7")]
    private Successor Vma(State state)
    {
        Process old = state.Processes[Process];
        int position = Cursor;
        while (position < Operation.Range.End)
        {
            if (!old.Space.TryFind(position, out Vma vma))
            {
                return Fail(TableRules.LockWrite(state, Process, held: false), Status.ENOMEM, Hole);
            }

            if (vma.Protection != Operation.Protection)
            {
                PageRange part = PageRange.Between(position, Math.Min(vma.Range.End, Operation.Range.End));
                State changed = state.WithProcess(
                    Process,
                    old with
                    {
                        Space = old.Space.WithRights(part, Operation.Protection),
                    }
                );
                Activity resume = this with { Label = Step.Change, Part = part, Cursor = part.Start };
                Successor opened = Windows.Open(changed, resume, Process, part, EventKind.ProtectionVma, -1, Whole);

                // More rights count at once, for a CPU fault may use them; fewer only when the TLB is flushed.
                return Operation.Protection > vma.Protection ? opened with { Effect = Changed(part) } : opened;
            }

            position = vma.Range.End;
        }

        return End(TableRules.LockWrite(state, Process, held: false), Outcome.Ok, Whole);
    }

    [Step("change entry")]
    [Clause("MAP-8")]
    [Clause("EXC-11")]
    [Clause("FIL-26")]
    private Successor Change(State state)
    {
        int page = TableRules.NextEntry(state, Process, Part, Cursor);
        if (page == Part.End)
        {
            return Flush(state);
        }

        Pte pte = state.Processes[Process].PageTable[page];
        Pte changed = pte with
        {
            Kind =
                !pte.IsMapped ? pte.Kind
                : Operation.Protection == Protection.None ? PteKind.ProtNone
                : PteKind.Present,
            Writable = (pte.Writable && Operation.Protection == Protection.ReadWrite) || Gains(state, page, pte),
        };
        ClauseSet clauses =
            pte.Kind == PteKind.DeviceExclusive ? ChangingExclusive
            : Gains(state, page, pte) ? ChangingUntracked
            : Changing;
        return To(state.WithPte(Process, page, changed), this with { Cursor = page + 1 }, clauses);
    }

    private bool Gains(State state, int page, Pte pte) =>
        pte.IsMapped && Operation.Protection == Protection.ReadWrite && FileRules.IsUntracked(state, Process, page);

    [Step("flush TLB")]
    [Clause("MAP-6")]
    private Successor Flush(State state) =>
        To(
            TableRules.Flush(state, Process, Part),
            this with
            {
                Label = Step.Close,
                Cursor = 0,
            },
            Changing,
            Changed(Part)
        );

    [Step("invalidate range end")]
    [Clause("MAP-6")]
    [Clause("LCK-8")]
    [Clause("NTF-3")]
    private Successor Close(State state)
    {
        State closed = Windows.Close(state, Process, Reply.Window, out Event end);
        Activity next = this with { Label = Step.Vma, Cursor = Part.End, Part = default, Reply = default };
        bool populates = Populates(state);
        return To(
            closed,
            populates
                ? new RangePopulation(Process, Part, HoldsLock: true, IgnoresErrors: true) { Caller = next }
                : next,
            Windows.Closing(state) | (populates ? BringingIn : default),
            FlatEffect.None,
            [end]
        );
    }

    // The rights were others, so that it could not be stored to.
    private bool Populates(State state) =>
        Operation.Protection == Protection.ReadWrite
        && state.Processes[Process].Space.TryFind(Part.Start, out Vma vma)
        && vma is { IsLocked: true, Backing.IsShared: false };

    private FlatEffect Changed(PageRange part) =>
        FlatEffect.On(FlatEffectKind.Protect, Process, part) with
        {
            Protection = Operation.Protection,
        };
}
