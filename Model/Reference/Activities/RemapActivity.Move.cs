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
    private Successor Finish(State state) =>
        Place < 0
            ? End(state, Outcome.Of((ulong)Start), Shrinking)
            : End(
                TableRules.LockWrite(state, Process, held: false),
                Outcome.Of((ulong)Place),
                KeepsOld ? KeepingOld : Moving
            );
}
