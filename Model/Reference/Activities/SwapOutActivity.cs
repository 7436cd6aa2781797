using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Reclaim of a system page to swap (shrink_folio_list).</summary>
public sealed record SwapOutActivity(SwapOut Operation) : Activity
{
    private static readonly ClauseSet ReclaimingFile = ClauseSet.Of("FIL-16");
    private static readonly ClauseSet ReclaimingMemoryFile = ClauseSet.Of("FIL-16", "FIL-27");
    private static readonly ClauseSet EmptyingEntry = ClauseSet.Of("FIL-16", "NTF-4", "DRT-2");
    private static readonly ClauseSet Skipping = ClauseSet.Of("RCL-2");
    private static readonly ClauseSet LeavingPinned = ClauseSet.Of("PIN-6");
    private static readonly ClauseSet LeavingLocked = ClauseSet.Of("LCK-6");
    private static readonly ClauseSet Unmapping = ClauseSet.Of("RCL-1");
    private static readonly ClauseSet Reordered = ClauseSet.Of("RCL-9");
    private static readonly ClauseSet Discarding = ClauseSet.Of("ADV-4", "NTF-4", "DRT-2");
    private static readonly ClauseSet Replacing = ClauseSet.Of("RCL-1", "NTF-4", "DRT-2");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Lock the frame and give it a slot.</summary>
        Isolate,

        /// <summary>Open the window of the next mapping.</summary>
        Unmap,

        /// <summary>Replace the entry and close the window.</summary>
        Replace,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The frame.</summary>
    public int Frame { get; init; } = -1;

    /// <summary>The mapping whose window is open.</summary>
    public PageAddress Mapping { get; init; } = PageAddress.None;

    /// <summary>Whether it has met an entry of a locked VMA, and goes through no more of them.</summary>
    public bool MetLocked { get; init; }

    private Target Source => Target.System(Frame);

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new SwapOut(locals.Process(Operation.Process), locals.Number(Operation.Page)),
            Label = (Step)locals.Number((int)Label),
            Frame = locals.Target(Source).Frame,
            Mapping = new PageAddress(locals.Process(Mapping.Process), locals.Number(Mapping.Page)),
            MetLocked = locals.Flag(MetLocked),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Isolate => Isolate(state),
            Step.Unmap => Unmap(state),
            Step.Replace => Replace(state),
        };

    [Step("lock page, add to swap cache")]
    [Clause("RCL-1")]
    [Clause("RCL-2")]
    [Clause("RCL-9")]
    [Clause("PIN-6")]
    [Clause("LCK-6")]
    private Successors Isolate(State state)
    {
        if (!state.IsAlive(Operation.Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if ((uint)Operation.Page >= (uint)state.World.Pages)
        {
            return Fail(state, Status.EINVAL, Checks.BadRange);
        }

        Pte pte = state.Processes[Operation.Process].PageTable[Operation.Page];
        if (!pte.IsMapped || pte.Target.IsZero)
        {
            return End(state, Outcome.Of(0), Skipping);
        }

        Frame frame = state.FrameAt(pte.Target);
        if (!frame.Locked && LockRules.IsLocked(state, pte.Target))
        {
            return End(state, Outcome.Of(0), LeavingLocked);
        }

        if (!frame.Locked && (frame.LazyFree || frame.File is not null))
        {
            Frame held = frame with { Locked = true, References = frame.References + 1 };
            return (this with { Frame = pte.Target.Frame }).UnmapNext(state.WithFrame(pte.Target, held));
        }

        if (!frame.Locked && state.IsPinned(pte.Target))
        {
            return End(state, Outcome.Of(0), LeavingPinned);
        }

        int slot = frame.Slot >= 0 ? frame.Slot : state.Swap.NextFree();
        if (frame.Locked || slot < 0)
        {
            return End(state, Outcome.Of(0), Skipping);
        }

        // One reference is reclaim's own; a frame that was not in the swap cache before gets the cache's as well.
        bool fresh = frame.Slot < 0;
        Frame isolated = frame with { Locked = true, Slot = slot, References = frame.References + (fresh ? 2 : 1) };
        State cached = fresh
            ? state with
            {
                Swap = state.Swap.Take(slot, SwapSlot.Free with { Cached = pte.Target.Frame }),
            }
            : state;
        return (this with { Frame = pte.Target.Frame }).UnmapNext(cached.WithFrame(pte.Target, isolated));
    }

    [Step("invalidate range start")]
    [Clause("RCL-1")]
    [Clause("RCL-9")]
    private Successors Unmap(State state) => UnmapNext(state);

    private Successors UnmapNext(State state, [CallerMemberName] string step = "")
    {
        // A frame that has left the swap cache meanwhile, may not be dropped after all or was pinned, is given up.
        Frame frame = state.FrameAt(Source);
        bool stays = !frame.LazyFree && (!frame.IsCached || state.IsPinned(Source));
        if (stays || MetLocked || frame.Mappings == 0)
        {
            return frame.File is null ? Write(state)
                : FileRules.IsOfMemoryFile(state, frame) ? WriteToSwap(state)
                : WriteToStorage(state);
        }

        PageAddress[] mappings = [.. ReverseMap.Mappings(state, Source)];
        return ReverseMap.AnyOf(state, mappings, (mapping, choice) => UnmapOne(state, mapping, choice, step));
    }

    private Successor UnmapOne(State state, PageAddress mapping, Choice choice, string step)
    {
        Activity resume = this with { Label = Step.Replace, Mapping = mapping };
        ClauseSet clauses = state.FrameAt(Source).File is null ? Unmapping : ReclaimingFile;
        clauses = choice == Choice.Canonical ? clauses : clauses | Reordered;
        PageRange range = new(mapping.Page, 1);
        return Windows.Open(state, resume, mapping.Process, range, EventKind.Clear, -1, clauses, step: step) with
        {
            Choice = choice,
        };
    }

    [Step("replace entry, flush TLB, invalidate range end")]
    [Clause("RCL-1")]
    [Clause("ADV-4")]
    [Clause("FIL-16")]
    [Clause("LCK-6")]
    [Clause("NTF-3")]
    private Successor Replace(State state)
    {
        (int process, int page) = Mapping;
        Pte pte = state.Processes[process].PageTable[page];
        State replaced = state;
        FlatEffect effect = FlatEffect.None;
        ClauseSet clauses = Replacing;
        Frame frame = state.FrameAt(Source);
        bool isLocked = state.Processes[process].Space.IsLocked(page) && pte.IsMapped && pte.Target == Source;
        if (isLocked)
        {
            clauses = LeavingLocked;
        }
        else if (pte.IsMapped && pte.Target == Source && frame.File is not null)
        {
            replaced = TableRules.ReplaceAndFlush(state, process, page, Pte.None);
            replaced = FrameRules.DropMapping(replaced, Source, pte.Dirty);
            clauses = EmptyingEntry;
        }
        else if (pte.IsMapped && pte.Target == Source && frame.LazyFree)
        {
            replaced = Discard(state, process, page, pte, out effect);
            clauses = Discarding;
        }
        else if (pte.IsMapped && pte.Target == Source && state.FrameAt(Source).Slot >= 0 && !state.IsPinned(Source))
        {
            int slot = state.FrameAt(Source).Slot;
            replaced = TableRules.ReplaceAndFlush(SwapRules.AddReference(state, slot), process, page, Pte.Swap(slot));
            replaced = FrameRules.DropMapping(replaced, Source, pte.Dirty);
        }

        State closed = Windows.Close(replaced, process, Reply.Window, out Event end);
        return To(
            closed,
            this with
            {
                Label = Step.Unmap,
                Mapping = PageAddress.None,
                MetLocked = isLocked,
                Reply = default,
            },
            clauses | Windows.Closing(state),
            effect,
            [end]
        );
    }

    [Step("write to storage, free frame")]
    [Clause("FIL-16")]
    private Successor WriteToStorage(State state)
    {
        State written = FileRules.Write(state, Source);
        Frame frame = written.FrameAt(Source);
        State unlocked = written.WithFrame(Source, frame with { Locked = false });
        bool leaves = frame.References == 2;
        State kept = leaves ? FileRules.Uncache(unlocked, Source) : unlocked;
        return End(FrameRules.DropReference(kept, Source), Outcome.Of(leaves ? 1UL : 0UL), ReclaimingFile);
    }

    [Step("move to swap, free frame")]
    [Clause("FIL-27")]
    private Successor WriteToSwap(State state)
    {
        Frame frame = state.FrameAt(Source);
        State unlocked = state.WithFrame(Source, frame with { Locked = false });
        State? moved = frame.References == 2 ? FileRules.MoveToSwap(unlocked, Source) : null;
        ulong left = moved is null ? 0UL : 1UL;
        return End(FrameRules.DropReference(moved ?? unlocked, Source), Outcome.Of(left), ReclaimingMemoryFile);
    }

    // The entry goes if nothing says that the frame was stored to; if something does, nothing of it will be dropped.
    private State Discard(State state, int process, int page, Pte pte, out FlatEffect effect)
    {
        Frame frame = state.FrameAt(Source);
        bool drops = !frame.Dirty && !pte.Dirty && frame.References == frame.Mappings + 1;
        effect = drops ? FlatEffect.On(FlatEffectKind.Drop, process, new PageRange(page, 1)) : FlatEffect.None;
        if (drops)
        {
            State cleared = TableRules.ReplaceAndFlush(state, process, page, Pte.None);
            return FrameRules.DropMapping(cleared, Source, dirty: false);
        }

        State kept = state.WithFrame(Source, frame with { LazyFree = false, Dirty = true });
        return TableRules.Flush(kept, process, new PageRange(page, 1));
    }

    [Step("write, free frame")]
    [Clause("RCL-1")]
    private Successor Write(State state)
    {
        Frame frame = state.FrameAt(Source);
        if (frame.Slot >= 0 && state.Swap[frame.Slot].References == 0)
        {
            // All entries were cleared meanwhile: nobody wants the slot.
            state = state with
            {
                Swap = state.Swap.Release(frame.Slot),
            };
            frame = frame with { Slot = -1, Dirty = true, References = frame.References - 1 };
        }

        State written =
            frame.Slot < 0
                ? state
                : state with
                {
                    Swap = state.Swap.Set(frame.Slot, state.Swap[frame.Slot] with { Value = frame.Value }),
                };
        State unlocked = written.WithFrame(
            Source,
            frame with
            {
                Locked = false,
                Dirty = frame.Slot < 0 && frame.Dirty,
            }
        );
        State dropped = FrameRules.DropReference(unlocked, Source);
        return End(dropped, Outcome.Of(dropped.Memory.IsUsed(Frame) ? 0UL : 1UL), Unmapping);
    }
}
