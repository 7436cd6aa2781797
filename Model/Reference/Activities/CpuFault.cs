using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The CPU fault path (handle_mm_fault): of an access by the CPU, or on behalf of a device fault.</summary>
/// <param name="Process">Whose address space.</param>
/// <param name="Page">Which page.</param>
/// <param name="Write">Whether a store wants it.</param>
/// <param name="HoldsLock">Whether the caller holds the mmap lock for reading already.</param>
public sealed partial record CpuFault(int Process, int Page, bool Write, bool HoldsLock) : Activity
{
    private static readonly ClauseSet NoRight = ClauseSet.Of("CPU-4");
    private static readonly ClauseSet OutOfMemory = ClauseSet.Of("CPU-7");
    private static readonly ClauseSet Handled = ClauseSet.Of("CPU-3");
    private static readonly ClauseSet LeftToWalk = ClauseSet.Of("CPU-9");
    private static readonly ClauseSet ZeroMapped = ClauseSet.Of("CPU-3", "MAP-9", "NTF-9");
    private static readonly ClauseSet PrivateZero = ClauseSet.Of("CPU-3", "MAP-10", "NTF-9");
    private static readonly ClauseSet ZeroFilled = ClauseSet.Of("CPU-3", "MAP-11", "NTF-9");
    private static readonly ClauseSet Reused = ClauseSet.Of("CPU-3", "CPU-5", "NTF-9");
    private static readonly ClauseSet ReusedPinned = ClauseSet.Of("CPU-3", "PIN-3", "NTF-9");
    private static readonly ClauseSet Copying = ClauseSet.Of("CPU-3", "CPU-6");
    private static readonly ClauseSet Replacing = ClauseSet.Of("CPU-6", "NTF-4");
    private static readonly ClauseSet SwappedIn = ClauseSet.Of("CPU-3", "RCL-3", "NTF-9");
    private static readonly ClauseSet NotReturned = ClauseSet.Of("RET-2", "CPU-7");
    private static readonly ClauseSet TakingBack = ClauseSet.Of("CPU-3", "EXC-7");
    private static readonly ClauseSet TakenBack = ClauseSet.Of("EXC-7", "NTF-4");
    private static readonly ClauseSet BringingBack = ClauseSet.Of("CPU-3", "CPU-8", "RET-1");

    private static readonly ClauseSet Lost = ClauseSet.Of("EVC-9");
    private static readonly ClauseSet Losing = ClauseSet.Of("RET-10");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the entry and do what can be done at once.</summary>
        Handle,

        /// <summary>Replace the entry by the copy.</summary>
        Replace,

        /// <summary>Give the lock back after the driver has brought the page to system memory.</summary>
        Returned,

        /// <summary>Map a page again that a device has for itself.</summary>
        Restore,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The entry that was copied.</summary>
    public Pte Original { get; init; }

    /// <summary>The frame with the copy.</summary>
    public int Copy { get; init; } = -1;

    /// <inheritdoc/>
    public override Sequence<PageCopy> Copies =>
        Label == Step.Replace && !Original.Target.IsZero ? [new PageCopy(Original.Target, Target.System(Copy))] : [];

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Page = locals.Number(Page),
            Write = locals.Flag(Write),
            HoldsLock = locals.Flag(HoldsLock),
            Label = (Step)locals.Number((int)Label),
            Original = locals.Entry(Original),
            Copy = locals.Target(Target.System(Copy)).Frame,
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Handle => Handle(state),
            Step.Replace => Replace(state),
            Step.Returned => Returned(state),
            Step.Restore => Restore(state),
        };

    [Step("handle fault")]
    [Clause("CPU-3")]
    [Clause("CPU-4")]
    [Clause("CPU-8")]
    [Clause("CPU-9")]
    [Clause("RET-1")]
    [Clause("EXC-7")]
    [Clause("EVC-9")]
    private Successors Handle(State state)
    {
        Process process = state.Processes[Process];
        if (!HoldsLock && process.Lock.Writer)
        {
            return Blocked.MmapLock;
        }

        if (!(Write ? process.Space.IsWritable(Page) : process.Space.IsReadable(Page)))
        {
            return Fail(state, Status.SIGSEGV, NoRight, FlatEffect.Refused(Process, Page, Write));
        }

        Pte pte = process.PageTable[Page];
        return pte.Kind switch
        {
            PteKind.None => FileRules.Behind(state, Process, Page) is FileAddress address ? FaultFile(state, address)
            : Write ? FillWithZeros(state)
            : MapZero(state),
            PteKind.Present or PteKind.ProtNone => !Write || pte.Writable ? End(state, Outcome.Ok, Handled)
            : FileRules.IsShared(state, Process, Page) ? MakeWritable(state, pte)
            : BreakSharing(state, pte),
            PteKind.Swap => SwapIn(state, pte.Slot),
            PteKind.Poisoned => Fail(
                state,
                Status.SIGBUS,
                Lost,
                FlatEffect.On(FlatEffectKind.RefusedLost, Process, new PageRange(Page, 1))
            ),
            PteKind.DevicePrivate when LostPages.IsLost(state, Process, pte) => Lose(state, pte),
            PteKind.DevicePrivate => new Migration(Process, pte.Target.Device, ToDevice: false, new PageRange(Page, 1))
            {
                Caller = this with { Label = Step.Returned },
            }.Begin(HoldsLock ? state : TableRules.LockRead(state, Process), BringingBack),
            PteKind.DeviceExclusive => TakeBack(state, pte),
            // On behalf of a device fault it is the walk that waits.
            PteKind.Migration => HoldsLock ? End(state, Outcome.Ok, LeftToWalk) : Blocked.MigrationEntry,
        };
    }

    [Step("poison entry")]
    [Clause("RET-10")]
    private Successors Lose(State state, Pte pte) =>
        state.FrameAt(pte.Target).Locked
            ? Blocked.PageLock
            : To(LostPages.Poison(state, Process, Page, pte), this, Losing, LostPages.Effect(Process, Page));

    private Successors TakeBack(State state, Pte pte, [CallerMemberName] string step = "")
    {
        Frame frame = state.FrameAt(pte.Target);
        if (frame.Locked)
        {
            return Blocked.PageLock;
        }

        Frame held = frame with { Locked = true, References = frame.References + 1 };
        State locked = (HoldsLock ? state : TableRules.LockRead(state, Process)).WithFrame(pte.Target, held);
        Activity resume = this with { Label = Step.Restore, Original = pte };
        PageRange page = new(Page, 1);
        return Windows.Open(locked, resume, Process, page, EventKind.Exclusive, -1, TakingBack, step: step);
    }

    [Step("restore entry, unlock page, invalidate range end")]
    [Clause("EXC-7")]
    [Clause("NTF-3")]
    private Successor Restore(State state)
    {
        bool isSame = state.Processes[Process].PageTable[Page] == Original;
        State restored = isSame ? Restoring.Map(state, Process, Page) : state;
        State unlocked = restored.WithFrame(Original.Target, restored.FrameAt(Original.Target) with { Locked = false });
        State given = FrameRules.DropReference(unlocked, Original.Target);
        State closed = Windows.Close(given, Process, Reply.Window, out Event end);
        ClauseSet clauses = TakenBack | Windows.Closing(state) | SwapRules.Followed(state, closed);
        return End(HoldsLock ? closed : TableRules.UnlockRead(closed, Process), Outcome.Ok, clauses, default, [end]);
    }

    [Step("map zero frame")]
    [Clause("MAP-9")]
    [Clause("MAP-10")]
    [Clause("NTF-9")]
    private Successors MapZero(State state)
    {
        Successor canonical = End(
            state.WithPte(Process, Page, Pte.Present(Target.Zero, writable: false, dirty: false)),
            Outcome.Ok,
            ZeroMapped
        );
        return Successors.Choose(canonical, () => PrivateZeroFrame(state));
    }

    [Step("map zeroed frame")]
    [Clause("MAP-10")]
    private IEnumerable<Successor> PrivateZeroFrame(State state)
    {
        int free = FrameRules.NextFree(state);
        if (free >= 0)
        {
            State taken = FrameRules.Take(state, free, Frame.New(0) with { Mappings = 1 });
            Pte pte = Pte.Present(Target.System(free), writable: false, dirty: false);
            Choice choice = new(ChoiceKind.PrivateZeroFrame, 0);
            yield return End(taken.WithPte(Process, Page, pte), Outcome.Ok, PrivateZero, default, default, choice);
        }
    }

    [Step("fill with zeros")]
    [Clause("MAP-11")]
    [Clause("CPU-7")]
    private Successor FillWithZeros(State state)
    {
        int free = FrameRules.NextFree(state);
        if (free < 0)
        {
            return Fail(state, Status.ENOMEM, OutOfMemory);
        }

        State taken = FrameRules.Take(state, free, Frame.New(0) with { Mappings = 1 });
        Pte pte = Pte.Present(Target.System(free), writable: true, dirty: true);
        return End(taken.WithPte(Process, Page, pte), Outcome.Ok, ZeroFilled);
    }

    [Step("reuse or copy")]
    [Clause("CPU-5")]
    [Clause("PIN-3")]
    [Clause("CPU-6")]
    [Clause("CPU-7")]
    private Successor BreakSharing(State state, Pte pte)
    {
        bool isPinned = state.IsPinned(pte.Target);
        if (isPinned || (!pte.Target.IsZero && state.FrameAt(pte.Target).References == 1))
        {
            Pte reused = pte with { Writable = true, Dirty = true, Young = true };
            return End(state.WithPte(Process, Page, reused), Outcome.Ok, isPinned ? ReusedPinned : Reused);
        }

        int free = FrameRules.NextFree(state);
        if (free < 0)
        {
            return Fail(state, Status.ENOMEM, OutOfMemory);
        }

        // The old frame is referenced so that its number cannot come back under another page meanwhile.
        State copied = FrameRules.Take(state, free, Frame.New(state.ValueAt(pte.Target)));
        State held = Hold(HoldsLock ? copied : TableRules.LockRead(copied, Process), pte.Target);
        Activity resume = this with { Label = Step.Replace, Original = pte, Copy = free };
        Successor opened = Windows.Open(held, resume, Process, new PageRange(Page, 1), EventKind.Clear, -1, Copying);
        return IsOfFile(state, pte) ? Fetching(opened, state.ValueAt(pte.Target)) : opened;
    }

    [Step("replace entry, flush TLB, invalidate range end")]
    [Clause("CPU-6")]
    [Clause("NTF-3")]
    private Successor Replace(State state)
    {
        Target copy = Target.System(Copy);
        State replaced = state;
        FlatEffect effect = default;
        if (state.Processes[Process].PageTable[Page] == Original)
        {
            effect = IsOfFile(state, Original) ? Copied(FlatEffectKind.PutCopy, state.ValueAt(copy)) : default;
            Pte pte = Pte.Present(copy, writable: true, dirty: true);
            replaced = TableRules.ReplaceAndFlush(state, Process, Page, pte);
            replaced = FrameRules.AddMapping(replaced, copy);
            replaced = FrameRules.GiveUpMapping(replaced, Original.Target, Original.Dirty);
            replaced = FrameRules.DropReference(replaced, Original.Target);
        }

        State closed = Windows.Close(replaced, Process, Reply.Window, out Event end);
        closed = FrameRules.DropReference(FrameRules.DropReference(closed, Original.Target), copy);
        ClauseSet clauses = Replacing | Windows.Closing(state) | SwapRules.Followed(state, closed);
        return End(HoldsLock ? closed : TableRules.UnlockRead(closed, Process), Outcome.Ok, clauses, effect, [end]);
    }

    [Step("swap in")]
    [Clause("RCL-3")]
    [Clause("CPU-7")]
    private Successors SwapIn(State state, int slot)
    {
        if (SwapRules.IsCacheLocked(state, slot))
        {
            return Blocked.PageLock;
        }

        if (SwapRules.MapIn(state, slot) is not (State mapped, Target target))
        {
            return Fail(state, Status.ENOMEM, OutOfMemory);
        }

        Frame frame = mapped.FrameAt(target);
        bool writable = Write && frame.References == 1; // The swap cache's reference counts.
        return End(mapped.WithPte(Process, Page, Pte.Present(target, writable, writable)), Outcome.Ok, SwappedIn);
    }

    [Step("page is back")]
    [Clause("CPU-8")]
    [Clause("RET-2")]
    private Successor Returned(State state)
    {
        State unlocked = HoldsLock ? state : TableRules.UnlockRead(state, Process);
        return Reply.Pages[0] == PageResult.SkippedNoMemory
            ? Fail(unlocked, Status.ENOMEM, NotReturned)
            : End(unlocked, Outcome.Ok, Handled);
    }

    private static State Hold(State state, Target target)
    {
        if (target.IsZero)
        {
            return state;
        }

        Frame frame = state.FrameAt(target);
        return state.WithFrame(target, frame with { References = frame.References + 1 });
    }
}
