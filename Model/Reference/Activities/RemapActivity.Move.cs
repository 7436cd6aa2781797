using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>The move itself (mm/mremap.c:move_vma).</content>
public sealed partial record RemapActivity
{
    private static readonly ClauseSet Moving = ClauseSet.Of("MRM-6");
    private static readonly ClauseSet MovingEntry = ClauseSet.Of("MRM-6", "NTF-4");
    private static readonly ClauseSet Replacing = ClauseSet.Of("MRM-4", "MRM-6");
    private static readonly ClauseSet Choosing = ClauseSet.Of("MRM-6", "MRM-9");
    private static readonly ClauseSet OfFile = ClauseSet.Of("MRM-10");
    private static readonly ClauseSet Duplicating = ClauseSet.Of("MRM-11");
    private static readonly ClauseSet KeepingOld = ClauseSet.Of("MRM-7");

    [Step("make VMA, invalidate range start")]
    [Clause("MRM-6")]
    [Clause("MRM-9")]
    [Clause("MRM-10")]
    [Clause("MRM-11")]
    private Successor MakeVma(State state, Vma vma, int place, Choice choice)
    {
        PageRange target = new(place, (int)NewCount);
        Process old = state.Processes[Process];
        Vma moved = (vma with { Range = Rest }).At(target);
        State made = state.WithProcess(Process, old with { Space = old.Space.With(moved) });
        RemapActivity resume = this with { Label = Step.Move, Cursor = Start, Place = place };
        ClauseSet clauses =
            IsFixed ? Replacing
            : choice == Choice.Canonical ? Moving
            : Choosing;
        clauses |= vma.Backing.IsFile ? OfFile : default;
        Successor successor =
            Rest.Count == 0
                ? To(made, resume with { Label = Step.Finish }, Duplicating)
                : Windows.Open(made, resume, Process, Rest, EventKind.Unmap, -1, clauses);
        return successor with { Effect = Mapped(moved), Choice = choice };
    }

    // Both tables are locked while an entry moves: who looks for a mapping of the frame finds one, here or there.
    [Step("move entry, flush TLB")]
    [Clause("MRM-6")]
    private Successor Move(State state)
    {
        int page = TableRules.NextEntry(state, Process, Rest, Cursor);
        if (page == Rest.End)
        {
            return Close(state);
        }

        int moved = Place + page - Start;
        Pte pte = state.Processes[Process].PageTable[page];
        State cleared = TableRules.ReplaceAndFlush(state, Process, page, Pte.None);
        return To(
            cleared.WithPte(Process, moved, pte),
            this with
            {
                Cursor = page + 1,
            },
            MovingEntry,
            FlatEffect.On(FlatEffectKind.Move, Process, new PageRange(page, 1)) with
            {
                NewStart = moved,
            }
        );
    }

    [Step("invalidate range end")]
    [Clause("MRM-6")]
    [Clause("NTF-3")]
    private Successor Close(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = KeepsOld ? Step.Finish : Step.Leave,
                Cursor = 0,
                Reply = default,
            },
            Moving | Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    [Step("unmap old range")]
    [Clause("MRM-6")]
    private Successors Leave(State state) => Unmapping(state, Rest, Step.Finish);

    [Step("unlock")]
    [Clause("MRM-2")]
    [Clause("MRM-7")]
    [Clause("LCK-9")]
    private Successor Finish(State state)
    {
        if (Place < 0)
        {
            return End(state, Outcome.Of((ulong)Start), Shrinking);
        }

        State unlocked = TableRules.LockWrite(state, Process, held: false);
        ClauseSet clauses = KeepsOld ? KeepingOld : Moving;
        if (!state.Processes[Process].Space.IsLocked(Place))
        {
            return End(unlocked, Outcome.Of((ulong)Place), clauses);
        }

        if (KeepsOld)
        {
            State left = unlocked.WithLocked(Process, Rest, locked: false);
            FlatEffect effect = FlatEffect.Lock(Process, Rest, locked: false);
            return End(left, Outcome.Of((ulong)Place), clauses | BringingIn, effect);
        }

        return NewCount > OldCount
            ? To(
                unlocked,
                BringIn(PageRange.Between(Place + (int)OldCount, Place + (int)NewCount), Place),
                clauses | BringingIn
            )
            : End(unlocked, Outcome.Of((ulong)Place), clauses);
    }

    private RangePopulation BringIn(PageRange added, int place) =>
        new(Process, added, HoldsLock: false, IgnoresErrors: true)
        {
            Caller = this with { Label = Step.Populated, Cursor = 0, Place = place, Reply = default },
        };

    [Step("pages are in")]
    [Clause("LCK-9")]
    private Successor Populated(State state) => End(state, Outcome.Of((ulong)Place), BringingIn);
}
