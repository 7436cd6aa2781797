using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>The entries of the page table, and those of the mirror.</content>
public sealed partial record ExclusiveAccess
{
    private static readonly ClauseSet Opening = ClauseSet.Of("EXC-4");
    private static readonly ClauseSet Replacing = ClauseSet.Of("EXC-4", "NTF-4", "DRT-2");
    private static readonly ClauseSet Checking = ClauseSet.Of("EXC-6");
    private static readonly ClauseSet Entering = ClauseSet.Of("EXC-6", "DMA-1");
    private static readonly ClauseSet EnteringNotAll = ClauseSet.Of("EXC-6", "DMA-2");

    private Successor Open(State state, Frame frame, [CallerMemberName] string step = "")
    {
        PageRange page = new(Range.Start + Cursor, 1);
        State locked = state.WithFrame(Pages[Cursor].Target, frame with { Locked = true });
        Activity resume = this with { Label = Step.Replace };
        return Windows.Open(
            locked,
            resume,
            Process,
            page,
            EventKind.Exclusive,
            Device,
            Opening,
            ownerKeeps: true,
            step: step
        );
    }

    [Step("replace entry, flush TLB, invalidate range end")]
    [Clause("EXC-4")]
    [Clause("NTF-3")]
    private Successor Replace(State state)
    {
        Target target = Pages[Cursor].Target;
        int page = Range.Start + Cursor;
        Pte pte = state.Processes[Process].PageTable[page];
        bool isThere = pte.Kind == PteKind.Present && pte.Target == target;
        State replaced = state;
        if (isThere)
        {
            Pte exclusive = Pte.DeviceExclusive(target, pte.Writable);
            replaced = TableRules.ReplaceAndFlush(state, Process, page, exclusive);
            replaced = FrameRules.RemoveMapping(replaced, target, pte.Dirty);
        }

        State closed = Windows.Close(replaced, Process, Reply.Window, out Event end);
        bool isOwn = isThere && pte.Writable;
        ExclusivePage made = isOwn
            ? new ExclusivePage(target, PageResult.Exclusive)
            : ExclusivePage.Skipped(PageResult.SkippedLost);
        State given = isOwn ? closed : Released(closed, target);
        return To(
            given,
            this with
            {
                Label = Step.Isolate,
                Cursor = Cursor + 1,
                Pages = Pages.Set(Cursor, made),
                Reply = default,
            },
            Replacing | Windows.Closing(state) | SwapRules.Followed(closed, given),
            FlatEffect.None,
            [end]
        );
    }

    [Step("unlock")]
    [Clause("EXC-6")]
    private Successor Unlock(State state)
    {
        State unlocked = TableRules.UnlockRead(state, Process);
        return Pages.Any(static page => page.IsHeld)
            ? To(unlocked, this with { Label = Step.Check, Cursor = 0 }, Checking)
            : End(Left(unlocked), Reported(Pages), Checking);
    }

    [Step("lock driver, compare sequence number")]
    [Clause("EXC-6")]
    private Successors Check(State state)
    {
        Process process = state.Processes[Process];
        Mirror mirror = process.Mirrors[Device];
        Protocol protocol = Protocol.Of(state);
        if (mirror.Locked)
        {
            return Blocked.DriverLock;
        }

        if (!protocol.Samples && protocol.MustWait(process.Notifier, Range))
        {
            return Blocked.Window;
        }

        // Where it is in no list, the mirror may have gone, and another one come of other pages.
        bool isOld =
            (protocol.Samples && protocol.IsStale(process, Device, Fault, Sampled))
            || Checks.Mirrored(state, Process, Device, Range) != Status.Ok;
        Sequence<ExclusivePage> pages = Sequence.Generate(
            Pages.Count,
            index => isOld || (!protocol.Samples && !IsStillOwn(process, index)) ? Given(Pages[index]) : Pages[index]
        );
        return isOld
            ? End(Left(Unlocked(state)), Reported(pages), Checking)
            : To(
                state.WithMirror(Process, Device, mirror with { Locked = true }),
                this with
                {
                    Label = Step.Enter,
                    Sampled = 0,
                    Pages = pages,
                },
                Checking
            );
    }

    private static ExclusivePage Given(ExclusivePage page) =>
        page.IsHeld ? page with { Result = PageResult.SkippedLost } : page;

    private State Unlocked(State state)
    {
        foreach (ExclusivePage page in Pages)
        {
            state = page.IsHeld ? Released(state, page.Target) : state;
        }

        return state;
    }

    private bool IsStillOwn(Process process, int index) =>
        process.PageTable[Range.Start + index] is { Kind: PteKind.DeviceExclusive, Writable: true } pte
        && pte.Target == Pages[index].Target;

    [Step("enter into mirror, unlock driver and pages")]
    [Clause("EXC-6")]
    [Clause("DMA-1")]
    [Clause("DMA-2")]
    private Successor Enter(State state)
    {
        State mapped = state;
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        Table<MirrorEntry> entries = mirror.Entries;
        Sequence<ExclusivePage> pages = Pages;
        bool complete = true;
        for (int index = 0; index < Pages.Count; index++)
        {
            if (Pages[index].Result != PageResult.Exclusive)
            {
                continue;
            }

            int page = Range.Start + index;
            if (TryEnter(ref mapped, mirror.Entries[page], Pages[index].Target) is MirrorEntry entry)
            {
                entries = entries.Set(page, entry);
            }
            else
            {
                complete = false;
                pages = pages.Set(index, Pages[index] with { Result = PageResult.SkippedNoDma });
            }
        }

        State entered = mapped.WithMirror(Process, Device, mirror with { Entries = entries, Locked = false });
        return End(Left(Unlocked(entered)), Reported(pages), complete ? Entering : EnteringNotAll);
    }

    private MirrorEntry? TryEnter(ref State state, MirrorEntry old, Target target)
    {
        if (old.IsValid && state.TargetOf(Device, old) == target)
        {
            return old with { Writable = true, Exclusive = true };
        }

        return MirrorRules.TryMapDma(ref state, Device, target, out int address)
            ? new MirrorEntry(MirrorEntryKind.System, address, Writable: true, Dirty: false, Exclusive: true)
            : null;
    }

    private State Left(State state) => ActiveFaults.Leave(state, Process, Fault);

    private static State Released(State state, Target target) =>
        FrameRules.DropReference(state.WithFrame(target, state.FrameAt(target) with { Locked = false }), target);

    private Outcome Reported(Sequence<ExclusivePage> pages) =>
        new(
            Status.Ok,
            0,
            0,
            [],
            Sequence.Generate(Range.Count, index => index < pages.Count ? pages[index].Result : PageResult.NotReached)
        );
}
