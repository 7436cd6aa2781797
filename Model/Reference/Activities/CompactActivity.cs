using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The move of a system page to another frame (migrate_folio_unmap, migrate_folio_move).</summary>
public sealed record CompactActivity(Compact Operation) : Activity
{
    private static readonly ClauseSet Skipping = ClauseSet.Of("CMP-2");
    private static readonly ClauseSet Moving = ClauseSet.Of("CMP-1");
    private static readonly ClauseSet Unmapping = ClauseSet.Of("CMP-1", "NTF-4", "DRT-2");
    private static readonly ClauseSet Reordered = ClauseSet.Of("CMP-1", "MIG-20");
    private static readonly ClauseSet GivingUp = ClauseSet.Of("CMP-3");
    private static readonly ClauseSet RestoringNew = ClauseSet.Of("CMP-1", "NTF-9");
    private static readonly ClauseSet RestoringOld = ClauseSet.Of("CMP-3", "NTF-9");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the page, lock its frame and take a free one.</summary>
        Isolate,

        /// <summary>Open the window of the next mapping.</summary>
        Unmap,

        /// <summary>Turn it into a migration entry and close the window.</summary>
        Unmapped,

        /// <summary>Replace one migration entry.</summary>
        Restore,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The frame that the entries of the page lead to: the old one until it was moved, then the new one.</summary>
    public int Frame { get; init; } = -1;

    /// <summary>The frame that was taken for the page, until it was moved or given up; else -1.</summary>
    public int Free { get; init; } = -1;

    /// <summary>Whether the page was moved.</summary>
    public bool Moved { get; init; }

    /// <summary>The mapping whose window is open.</summary>
    public PageAddress Mapping { get; init; } = PageAddress.None;

    private Target Source => Target.System(Frame);

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Compact(locals.Process(Operation.Process), locals.Number(Operation.Page)),
            Label = (Step)locals.Number((int)Label),
            Frame = locals.Target(Source).Frame,
            Free = locals.Target(Target.System(Free)).Frame,
            Moved = locals.Flag(Moved),
            Mapping = new PageAddress(locals.Process(Mapping.Process), locals.Number(Mapping.Page)),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Isolate => Isolate(state),
            Step.Unmap => Unmap(state),
            Step.Unmapped => Unmapped(state),
            Step.Restore => Restore(state),
        };

    [Step("isolate and lock page, allocate")]
    [Clause("CMP-1")]
    [Clause("CMP-2")]
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
        int free = FrameRules.NextFree(state);
        if (!pte.IsMapped || pte.Target.IsZero || free < 0 || !IsMovable(state.FrameAt(pte.Target)))
        {
            return End(state, Outcome.Of(0), Skipping);
        }

        Frame old = state.FrameAt(pte.Target);
        Frame held = old with { Locked = true, References = old.References + 1 };
        State taken = FrameRules.Take(state, free, Spec.Frame.New(0) with { Locked = true });
        CompactActivity next = this with { Frame = pte.Target.Frame, Free = free };
        return next.UnmapNext(taken.WithFrame(pte.Target, held));
    }

    // What is in a cache is looked at later, when nothing maps it any more.
    private static bool IsMovable(Frame frame) =>
        !frame.Locked && (frame.IsCached || frame.References == frame.Mappings);

    [Step("invalidate range start")]
    [Clause("CMP-1")]
    [Clause("MIG-20")]
    private Successors Unmap(State state) => UnmapNext(state);

    private Successors UnmapNext(State state, [CallerMemberName] string step = "")
    {
        PageAddress[] mappings = [.. ReverseMap.Mappings(state, Source)];
        return mappings.Length == 0 || state.IsPinned(Source)
            ? Move(state)
            : ReverseMap.AnyOf(state, mappings, (mapping, choice) => UnmapOne(state, mapping, choice, step));
    }

    private Successor UnmapOne(State state, PageAddress mapping, Choice choice, string step)
    {
        Activity resume = this with { Label = Step.Unmapped, Mapping = mapping };
        ClauseSet clauses = choice == Choice.Canonical ? Moving : Reordered;
        PageRange page = new(mapping.Page, 1);
        return Windows.Open(state, resume, mapping.Process, page, EventKind.Clear, -1, clauses, step: step) with
        {
            Choice = choice,
        };
    }

    [Step("replace entry, flush TLB, invalidate range end")]
    [Clause("CMP-1")]
    [Clause("NTF-3")]
    private Successor Unmapped(State state)
    {
        (int process, int page) = Mapping;
        Pte pte = state.Processes[process].PageTable[page];
        State replaced = state;
        if (pte.IsMapped && pte.Target == Source && !state.IsPinned(Source))
        {
            replaced = TableRules.ReplaceAndFlush(state, process, page, Pte.Migration(Source, pte.Writable));
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

    [Step("check references, migrate")]
    [Clause("CMP-1")]
    [Clause("CMP-3")]
    private Successor Move(State state)
    {
        Frame old = state.FrameAt(Source);
        Target free = Target.System(Free);
        CompactActivity next = this with { Label = Step.Restore, Free = -1 };
        if (old.References != (old.IsCached ? 2 : 1)) // What was pinned meanwhile is still mapped (PIN-6).
        {
            return To(FrameRules.DropReference(state, free), next, GivingUp);
        }

        // The new frame has all of the old one, with the cache's reference and the one of this move.
        State moved = InCaches(state.WithFrame(free, old), old, Free);
        foreach (PageAddress entry in ReverseMap.MigrationEntries(state, Source))
        {
            Pte pte = state.Processes[entry.Process].PageTable[entry.Page];
            moved = moved.WithPte(entry.Process, entry.Page, pte with { Target = free });
        }

        State freed = FrameRules.DropReference(moved.WithFrame(Source, Spec.Frame.New(0)), Source);
        return To(freed, next with { Frame = Free, Moved = true }, Moving);
    }

    private static State InCaches(State state, Frame frame, int number)
    {
        State entered =
            frame.Slot < 0
                ? state
                : state with
                {
                    Swap = state.Swap.Set(frame.Slot, state.Swap[frame.Slot] with { Cached = number }),
                };
        return frame.File is FileAddress address
            ? entered.WithFilePage(address, entered.FilePageAt(address) with { Cached = number })
            : entered;
    }

    [Step("remove migration entry, unlock page")]
    [Clause("CMP-1")]
    [Clause("CMP-3")]
    [Clause("MIG-20")]
    [Clause("NTF-9")]
    private Successors Restore(State state)
    {
        PageAddress[] entries = [.. ReverseMap.MigrationEntries(state, Source)];
        ClauseSet clauses = Moved ? RestoringNew : RestoringOld;
        if (entries.Length > 1)
        {
            return ReverseMap.AnyOf(
                state,
                entries,
                (entry, choice) =>
                    To(
                        Restored(state, entry),
                        this,
                        choice == Choice.Canonical ? clauses : clauses | Reordered,
                        choice: choice,
                        step: nameof(Restore)
                    )
            );
        }

        State restored = entries.Length == 0 ? state : Restored(state, entries[0]);
        State unlocked = restored.WithFrame(Source, restored.FrameAt(Source) with { Locked = false });
        State given = FrameRules.DropReference(unlocked, Source);
        return End(given, Outcome.Of(Moved ? 1UL : 0UL), clauses | SwapRules.Followed(state, given));
    }

    private State Restored(State state, PageAddress entry)
    {
        (int process, int page) = entry;
        bool writable = state.Processes[process].PageTable[page].Writable;
        Pte pte = TableRules.Mapping(state, process, page, Source, writable);
        return FrameRules.AddMapping(state.WithPte(process, page, pte), Source);
    }
}
