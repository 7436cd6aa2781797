using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>The pages one after another: locked, unmapped, taken out of the page cache.</content>
public sealed partial record TruncateActivity
{
    private static readonly ClauseSet Reordered = ClauseSet.Of("RCL-9");
    private static readonly ClauseSet GivingSlotBack = ClauseSet.Of("FIL-29");
    private static readonly ClauseSet Unmapping = ClauseSet.Of("FIL-22", "NTF-4");

    [Step("lock page")]
    [Clause("FIL-22")]
    private Successors LockPage(State state)
    {
        if (Done == Range.Count)
        {
            return End(state.WithFile(File, state.Files[File] with { Locked = false }), Outcome.Ok, Whole);
        }

        FileAddress address = new(File, Range.Start + Done);
        int cached = state.FilePageAt(address).Cached;
        if (cached < 0)
        {
            return Zero(state, address);
        }

        Target target = Target.System(cached);
        Frame frame = state.FrameAt(target);
        if (frame.Locked)
        {
            return Blocked.PageLock;
        }

        State locked = state.WithFrame(target, frame with { Locked = true, References = frame.References + 1 });
        return (this with { Label = Step.Unmap, Frame = cached }).UnmapNext(locked);
    }

    [Step("invalidate range start")]
    [Clause("FIL-22")]
    private Successors Unmap(State state) => UnmapNext(state);

    private Successors UnmapNext(State state, [CallerMemberName] string step = "")
    {
        PageAddress[] mappings = [.. ReverseMap.Mappings(state, Source)];
        return mappings.Length == 0
            ? Remove(state)
            : ReverseMap.AnyOf(state, mappings, (mapping, choice) => Open(state, Step.Unmapped, mapping, choice, step));
    }

    [Step("empty entry, flush TLB, invalidate range end")]
    [Clause("FIL-22")]
    [Clause("NTF-3")]
    private Successor Unmapped(State state)
    {
        (int process, int page) = Mapping;
        Pte pte = state.Processes[process].PageTable[page];
        State replaced = state;
        if (pte.IsMapped && pte.Target == Source)
        {
            replaced = TableRules.ReplaceAndFlush(state, process, page, Pte.None);
            replaced = FrameRules.DropMapping(replaced, Source, pte.Dirty);
        }

        State closed = Windows.Close(replaced, process, Reply.Window, out Event end);
        return To(
            closed,
            this with
            {
                Label = Step.Unmap,
                Mapping = PageAddress.None,
                Reply = default,
            },
            Unmapping | Windows.Closing(state),
            FlatEffect.None,
            [end]
        );
    }

    [Step("remove from page cache")]
    [Clause("FIL-22")]
    private Successor Remove(State state)
    {
        FileAddress address = new(File, Range.Start + Done);
        State unlocked = state.WithFrame(Source, state.FrameAt(Source) with { Locked = false, Dirty = false });
        return Zero(FrameRules.DropReference(FileRules.Uncache(unlocked, Source), Source), address);
    }

    [Step("zero on storage")]
    [Clause("FIL-22")]
    [Clause("FIL-29")]
    private Successor Zero(State state, FileAddress address)
    {
        TruncateActivity next = this with { Label = Step.Page, Done = Done + 1, Frame = -1 };
        FlatEffect zeroed = FlatEffect.OnFile(FlatEffectKind.ZeroFile, File, new PageRange(address.Index, 1));
        FilePage old = state.FilePageAt(address);
        State emptied = FileRules.GiveBackSlot(state.WithFilePage(address, FilePage.Empty), old);
        return To(emptied, next, old.Slot < 0 ? Whole : Whole | GivingSlotBack, zeroed);
    }
}
