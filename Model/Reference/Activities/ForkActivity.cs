using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>fork.</summary>
public sealed record ForkActivity(Fork Operation) : Activity
{
    private static readonly ClauseSet Refused = ClauseSet.Of("FRK-5");
    private static readonly ClauseSet Wiping = ClauseSet.Of("ADV-9");
    private static readonly ClauseSet NoLock = ClauseSet.Of("LCK-10");
    private static readonly ClauseSet Whole = ClauseSet.Of("FRK-1");
    private static readonly ClauseSet CopyingPresent = ClauseSet.Of("FRK-2", "NTF-4");
    private static readonly ClauseSet CopyingDevice = ClauseSet.Of("FRK-3", "NTF-4");
    private static readonly ClauseSet CopyingPoisoned = ClauseSet.Of("EVC-10");
    private static readonly ClauseSet CopyingOther = ClauseSet.Of("FRK-4", "NTF-4");
    private static readonly ClauseSet CopyingExclusive = ClauseSet.Of("FRK-2", "NTF-4", "EXC-9");
    private static readonly ClauseSet Closing = ClauseSet.Of("FRK-1");
    private static readonly ClauseSet GivingUp = ClauseSet.Of("EXC-10");
    private static readonly ClauseSet CopyingPinned = ClauseSet.Of("PIN-4");
    private static readonly ClauseSet NoFrameForPinned = ClauseSet.Of("PIN-4", "CPU-7");
    private static readonly ClauseSet CopyingToSystem = ClauseSet.Of("FRK-8", "NTF-4");
    private static readonly ClauseSet NoFrameForCopy = ClauseSet.Of("FRK-9", "CPU-7");
    private static readonly ClauseSet LosingPage = ClauseSet.Of("FRK-10");
    private static readonly ClauseSet PassingOver = ClauseSet.Of("FRK-1", "FIL-12");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments, take the lock, reserve the child.</summary>
        Begin,

        /// <summary>Open the window of the next VMA.</summary>
        Vma,

        /// <summary>Copy one entry.</summary>
        Copy,

        /// <summary>Flush the parent's TLB.</summary>
        Flush,

        /// <summary>Close the window.</summary>
        Close,

        /// <summary>Drop one entry of a child that will not live.</summary>
        Drop,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The present VMA.</summary>
    public Vma Part { get; init; }

    /// <summary>The page to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>Whether a page was met that could not be copied.</summary>
    public bool GaveUp { get; init; }

    private int Parent => Operation.Process;

    private int Child => Operation.Child;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Fork(locals.Process(Parent), locals.Process(Child)),
            Label = (Step)locals.Number((int)Label),
            Part = locals.Vma(Part),
            Cursor = locals.Number(Cursor),
            GaveUp = locals.Flag(GaveUp),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Begin => Begin(state),
            Step.Vma => NextVma(state),
            Step.Copy => Copy(state),
            Step.Flush => Flush(state),
            Step.Close => Close(state),
            Step.Drop => Drop(state),
        };

    [Step("lock")]
    [Clause("FRK-1")]
    [Clause("FRK-5")]
    private Successors Begin(State state)
    {
        if (!state.IsAlive(Parent))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if ((uint)Child >= (uint)state.World.Processes)
        {
            return Fail(state, Status.EINVAL, Refused);
        }

        // The lock of a child that is being made is held: its number is taken.
        if (state.IsAlive(Child) || !state.Processes[Child].Lock.IsFree)
        {
            return Fail(state, Status.EEXIST, Refused);
        }

        if (!state.Processes[Parent].Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        State locked = TableRules.LockWrite(TableRules.LockWrite(state, Parent, held: true), Child, held: true);
        FlatEffect created = FlatEffect.On(FlatEffectKind.Create, Parent, default) with { Child = Child };
        return To(locked, this with { Label = Step.Vma }, Whole, created);
    }

    [Step("invalidate range start")]
    [Clause("FRK-1")]
    [Clause("ADV-9")]
    [Clause("FIL-12")]
    [Clause("LCK-10")]
    private Successor NextVma(State state)
    {
        AddressSpace space = state.Processes[Parent].Space;
        bool found = space.TryFindFrom(Cursor, out Vma vma);
        while (found && vma.Flags.HasFlag(VmaFlags.DontFork))
        {
            found = space.TryFindFrom(vma.Range.End, out vma);
        }

        if (!found)
        {
            Process child = state.Processes[Child];
            Process born = child with { Alive = true, Lock = default };
            return End(TableRules.LockWrite(state.WithProcess(Child, born), Parent, held: false), Outcome.Ok, Whole);
        }

        Activity resume = this with { Label = Step.Copy, Part = vma, Cursor = vma.Range.Start };
        Process unborn = state.Processes[Child];
        State mapped = state.WithProcess(Child, unborn with { Space = unborn.Space.With(vma.With(locked: false)) });
        ClauseSet followed = vma.IsLocked ? NoLock : default;
        if (vma.Backing.IsShared)
        {
            return To(mapped, this with { Cursor = vma.Range.End }, PassingOver | followed, Copied(vma));
        }

        if (vma.Flags.HasFlag(VmaFlags.WipeOnFork))
        {
            return To(mapped, this with { Cursor = vma.Range.End }, Wiping | followed, Copied(vma));
        }

        return Windows.Open(mapped, resume, Parent, vma.Range, EventKind.ProtectionPage, -1, Whole | followed);
    }

    [Step("copy entry")]
    [Clause("FRK-2")]
    [Clause("FRK-3")]
    [Clause("FRK-4")]
    [Clause("EXC-9")]
    [Clause("EXC-10")]
    [Clause("EVC-10")]
    [Clause("PIN-4")]
    [Clause("FRK-8")]
    [Clause("FRK-9")]
    [Clause("FRK-10")]
    private Successors Copy(State state)
    {
        int page = NextCopied(state);
        if (page == Part.Range.End)
        {
            return Flush(state);
        }

        Pte found = state.Processes[Parent].PageTable[page];
        bool isExclusive = found.Kind == PteKind.DeviceExclusive;
        if (isExclusive && state.FrameAt(found.Target).Locked)
        {
            return To(state, this with { Label = Step.Flush, GaveUp = true }, GivingUp);
        }

        if (state.Profile.ForkCopiesDevicePages && !found.Target.IsSystem)
        {
            return CopyFromDevice(state, page, found);
        }

        state = isExclusive ? Restoring.Map(state, Parent, page) : state;
        Pte pte = state.Processes[Parent].PageTable[page];
        if (pte.IsMapped && state.IsPinned(pte.Target))
        {
            ClauseSet clauses = isExclusive ? CopyingPinned | CopyingExclusive : CopyingPinned;
            return CopyAtOnce(state, page, pte, clauses, NoFrameForPinned);
        }

        Pte shared = pte with { Writable = false };
        State counted =
            pte.CountsAsMapping ? FrameRules.AddMapping(state, pte.Target)
            : pte.Kind == PteKind.Swap ? SwapRules.AddReference(state, pte.Slot)
            : state;
        State copied = counted.WithPte(Parent, page, shared).WithPte(Child, page, shared with { Young = false });
        return To(
            copied,
            this with
            {
                Cursor = page + 1,
            },
            isExclusive ? CopyingExclusive
                : pte.IsMapped ? CopyingPresent
                : pte.Kind == PteKind.DevicePrivate ? CopyingDevice
                : pte.Kind == PteKind.Poisoned ? CopyingPoisoned
                : CopyingOther,
            IsOwnCopy(pte) ? CopiedEarly(page) with { IsShared = true }
                : MayBeDropped(state, pte) ? CopiedEarly(page)
                : FlatEffect.None
        );
    }

    // An entry that leads to device memory, now or until a migration under way has ended.
    [Clause("FRK-8")]
    [Clause("FRK-9")]
    [Clause("FRK-10")]
    private Successors CopyFromDevice(State state, int page, Pte pte)
    {
        if (pte.Kind == PteKind.Migration)
        {
            return Blocked.MigrationEntry;
        }

        if (!LostPages.IsLost(state, Parent, pte))
        {
            return CopyAtOnce(state, page, pte, CopyingToSystem, NoFrameForCopy);
        }

        State lost = LostPages.Poison(state, Parent, page, pte);
        return state.FrameAt(pte.Target).Locked
            ? Blocked.PageLock
            : To(lost, this, LosingPage, LostPages.Effect(Parent, page), step: nameof(Copy));
    }

    // What a driver stores by DMA has to stay with the parent: the child gets a copy, and the parent's entry is as it was.
    private Successor CopyAtOnce(State state, int page, Pte pte, ClauseSet clauses, ClauseSet without)
    {
        int free = FrameRules.NextFree(state);
        if (free < 0)
        {
            return To(state, this with { Label = Step.Flush, GaveUp = true }, without, step: nameof(Copy));
        }

        Frame copy = Frame.New(state.ValueAt(pte.Target)) with { Mappings = 1 };
        Target target = Target.System(free);
        Pte mapping = TableRules.Mapping(state, Child, page, target, writable: true) with
        {
            Dirty = true,
            Young = true,
        };
        State copied = FrameRules.Take(state, free, copy).WithPte(Child, page, mapping);
        return To(copied, this with { Cursor = page + 1 }, clauses, CopiedEarly(page), step: nameof(Copy));
    }

    private FlatEffect CopiedEarly(int page) =>
        FlatEffect.On(FlatEffectKind.Copy, Parent, new PageRange(page, 1)) with
        {
            Protection = Part.Protection,
            Child = Child,
            IsEarly = true,
        };

    // Entries of the page cache's frames are left for the child to fault in (FIL-12).
    [Clause("FIL-12")]
    private int NextCopied(State state)
    {
        int page = TableRules.NextEntry(state, Parent, Part.Range, Cursor);
        while (page < Part.Range.End && state.IsOfPageCache(state.Processes[Parent].PageTable[page]))
        {
            page = TableRules.NextEntry(state, Parent, Part.Range, page + 1);
        }

        return page;
    }

    // Truncate may take a copy of a file's page from the parent, or from the child, before the range counts as copied (FIL-21).
    private bool IsOwnCopy(Pte pte) => Part.Backing.IsFile && pte.Kind is not (PteKind.None or PteKind.Poisoned);

    // Reclaim may drop the parent's page, or the child's, before the range counts as copied; nobody can store to it (ADV-4).
    private static bool MayBeDropped(State state, Pte pte) =>
        pte.Kind is not (PteKind.None or PteKind.Swap or PteKind.Poisoned)
        && !pte.Dirty
        && !pte.Target.IsZero
        && state.FrameAt(pte.Target).LazyFree;

    [Step("flush TLB")]
    [Clause("FRK-1")]
    private Successor Flush(State state)
    {
        return To(
            TableRules.Flush(state, Parent, Part.Range),
            this with
            {
                Label = Step.Close,
                Cursor = 0,
            },
            Whole,
            GaveUp ? FlatEffect.None : Copied(Part)
        );
    }

    private FlatEffect Copied(Vma vma) =>
        FlatEffect.On(FlatEffectKind.Copy, Parent, vma.Range) with
        {
            Protection = vma.Protection,
            Backing = vma.Backing,
            Child = Child,
        };

    [Step("invalidate range end")]
    [Clause("FRK-1")]
    [Clause("NTF-3")]
    private Successor Close(State state) =>
        To(
            Windows.Close(state, Parent, Reply.Window, out Event closed),
            this with
            {
                Label = GaveUp ? Step.Drop : Step.Vma,
                Cursor = GaveUp ? 0 : Part.Range.End,
                Part = default,
                Reply = default,
            },
            Closing | Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    // Nobody mirrors the child, and no CPU has used it: nobody is told, and no TLB is flushed.
    [Step("drop child's entry")]
    [Clause("EXC-10")]
    private Successors Drop(State state)
    {
        int page = TableRules.NextEntry(state, Child, state.World.AddressSpace, Cursor);
        if (page < state.World.Pages)
        {
            Sequence<int> gathered = [];
            State cleared = Zap.Clear(state, Child, page, ref gathered);
            State freed = Zap.Free(cleared, gathered);
            return To(freed, this with { Cursor = page + 1 }, GivingUp | SwapRules.Followed(state, freed));
        }

        if (state.Processes[Child].Notifier.Windows.Count > 0)
        {
            return Blocked.Window;
        }

        State without = state.WithProcess(Child, Process.Absent(state.World));
        FlatEffect gone = FlatEffect.On(FlatEffectKind.Exit, Child, state.World.AddressSpace);
        return Fail(TableRules.LockWrite(without, Parent, held: false), Status.ENOMEM, GivingUp, gone);
    }
}
