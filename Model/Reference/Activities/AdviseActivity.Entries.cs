using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>What becomes of single entries (mm/madvise.c).</content>
public sealed partial record AdviseActivity
{
    private static readonly ClauseSet FreeingEntry = ClauseSet.Of("ADV-3", "NTF-4");

    [Step("free entry, flush TLB")]
    [Clause("ADV-3")]
    private Successor Free(State state)
    {
        int page = Cursor;
        Pte pte = default;
        for (; page < Part.End; page++)
        {
            pte = state.Processes[Process].PageTable[page];
            if (pte.Kind == PteKind.Swap || IsFreeable(state, pte))
            {
                break;
            }
        }

        if (page == Part.End)
        {
            return Close(state);
        }

        PageRange single = new(page, 1);
        AdviseActivity next = this with { Cursor = page + 1 };
        if (pte.Kind == PteKind.Swap)
        {
            State cleared = SwapRules.DropReference(state.WithPte(Process, page, Pte.None), pte.Slot);
            return To(
                cleared,
                next,
                FreeingEntry | SwapRules.Followed(state, cleared),
                FlatEffect.On(FlatEffectKind.Discard, Process, single)
            );
        }

        Frame frame = state.FrameAt(pte.Target) with { Dirty = false, LazyFree = true };
        Pte clean = pte with { Dirty = false, Young = false };
        State freed = TableRules.ReplaceAndFlush(state.WithFrame(pte.Target, frame), Process, page, clean);
        return To(freed, next, FreeingEntry, FlatEffect.On(FlatEffectKind.LazyFree, Process, single));
    }

    private static bool IsFreeable(State state, Pte pte)
    {
        if (!pte.IsMapped || pte.Target.IsZero)
        {
            return false;
        }

        Frame frame = state.FrameAt(pte.Target);
        return !frame.Locked && frame.Slot < 0 && !(frame.Dirty && frame.Mappings > 1);
    }

    [Step("make entry old, flush TLB")]
    [Clause("ADV-7")]
    [Clause("ADV-8")]
    private Successors Cool(State state)
    {
        int page = Cursor;
        Pte pte = default;
        for (; page < Part.End; page++)
        {
            pte = state.Processes[Process].PageTable[page];
            if (pte.IsMapped && !pte.Target.IsZero && state.FrameAt(pte.Target) is { Locked: false, Mappings: 1 })
            {
                break;
            }
        }

        if (page == Part.End)
        {
            return NextVma().Vma(state);
        }

        AdviseActivity next = this with { Cursor = page + 1, Reply = default };
        State cooled = TableRules.ReplaceAndFlush(state, Process, page, pte with { Young = false });
        return Operation.Advice == Advice.Cold
            ? To(cooled, next, Cooling)
            : To(cooled, new SwapOutActivity(new SwapOut(Process, page)) { Caller = next }, PagingOut);
    }

    [Step("invalidate range end")]
    [Clause("ADV-1")]
    [Clause("NTF-3")]
    private Successor Close(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            NextVma(),
            Freeing | Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );
}
