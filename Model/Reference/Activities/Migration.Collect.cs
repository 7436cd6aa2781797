using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>Collect and unmap: the pages become migration entries everywhere.</content>
public sealed partial record Migration
{
    private static readonly ClauseSet CollectingPage = ClauseSet.Of("MIG-3", "NTF-4", "DRT-2");
    private static readonly ClauseSet CollectingHole = ClauseSet.Of("MIG-4");
    private static readonly ClauseSet SkippingToDevice = ClauseSet.Of("MIG-5");
    private static readonly ClauseSet SkippingToSystem = ClauseSet.Of("RET-3");
    private static readonly ClauseSet SkippingExclusive = ClauseSet.Of("EXC-11");
    private static readonly ClauseSet SkippingPinned = ClauseSet.Of("PIN-5");
    private static readonly ClauseSet SkippingHoleOfFile = ClauseSet.Of("FIL-13");
    private static readonly ClauseSet SkippingPoisoned = ClauseSet.Of("EVC-10");
    private static readonly ClauseSet Unmapping = ClauseSet.Of("MIG-6");
    private static readonly ClauseSet UnmappingShared = ClauseSet.Of("MIG-6", "RET-7", "DRT-2");
    private static readonly ClauseSet UnmappingOther = ClauseSet.Of("MIG-6", "DRT-2");
    private static readonly ClauseSet Reordered = ClauseSet.Of("MIG-20");
    private static readonly ClauseSet GivingUp = ClauseSet.Of("MIG-7");
    private static readonly ClauseSet CollectingAlone = ClauseSet.Of("MIG-3", "MIG-23", "MIG-25", "DRT-2");

    /// <summary>The step that begins the migration of pages of a process: it opens the window of the collection.</summary>
    [Step("invalidate range start")]
    [Clause("MIG-3")]
    [Clause("RET-8")]
    public Successors Begin(State state, ClauseSet clauses)
    {
        Migration begun = this with
        {
            Items = Sequence.Generate(
                Part.Count,
                index => MigrationItem.Skipped(Part.Start + index, PageResult.NotReached)
            ),
        };
        bool isQuiet = state.Profile.MigrationTellsOnlyOthers;
        return ToDevice && isQuiet
            ? begun.Collect(state)
            : Windows.Open(
                state,
                begun,
                Process,
                Part,
                EventKind.Migrate,
                Device,
                isQuiet ? clauses | TellingNobody : clauses,
                ownerKeeps: true,
                spared: isQuiet ? ulong.MaxValue : 0
            );
    }

    [Step("collect page, flush TLB")]
    [Clause("MIG-3")]
    [Clause("MIG-4")]
    [Clause("MIG-5")]
    [Clause("RET-3")]
    [Clause("EXC-11")]
    [Clause("FIL-13")]
    [Clause("EVC-10")]
    [Clause("PIN-5")]
    private Successors Collect(State state)
    {
        bool faultsIn = ToDevice && state.Profile.MigrationFaultsPagesIn;
        if (faultsIn && Reply.Status != Status.Ok)
        {
            return GiveUpAll(state, Status.EFAULT);
        }

        if (Cursor == Items.Count)
        {
            return ToDevice && state.Profile.MigrationTellsOnlyOthers
                ? (this with { Label = Step.Unmap, Cursor = 0 }).Unmap(state)
                : Collected(state);
        }

        int page = Items[Cursor].Page;
        Pte pte = state.Processes[Process].PageTable[page];
        if (faultsIn && !pte.IsMapped)
        {
            return FaultIn(state, page, pte);
        }

        PageResult skipped = ReasonToSkip(state, page, pte);
        if (skipped != PageResult.NotReached)
        {
            ClauseSet clauses =
                skipped == PageResult.SkippedExclusive ? SkippingExclusive
                : skipped == PageResult.SkippedPoisoned ? SkippingPoisoned
                : !ToDevice ? SkippingToSystem
                : skipped == PageResult.SkippedEmpty ? SkippingHoleOfFile
                : skipped == PageResult.SkippedReferenced ? SkippingPinned
                : SkippingToDevice;
            return With(state, MigrationItem.Skipped(page, skipped), clauses);
        }

        if (pte.Kind == PteKind.None || pte.Target.IsZero)
        {
            MigrationItem hole = new(page, true, Target.Zero, Target.Zero, PageResult.NotReached);
            return With(state, hole, CollectingHole);
        }

        Target source = pte.Target;
        State unmapped = FrameRules.RemoveMapping(
            TableRules.ReplaceAndFlush(state, Process, page, Pte.Migration(source, pte.Writable)),
            source,
            pte.Dirty
        );
        State locked = unmapped.WithFrame(source, unmapped.FrameAt(source) with { Locked = true });
        ClauseSet taking = faultsIn ? CollectingAlone : CollectingPage;
        return With(locked, new MigrationItem(page, true, source, Target.Zero, PageResult.NotReached), taking);
    }

    private PageResult ReasonToSkip(State state, int page, Pte pte) =>
        pte.Kind switch
        {
            PteKind.None => ToDevice && FileRules.Behind(state, Process, page) is null
                ? PageResult.NotReached
                : PageResult.SkippedEmpty,
            PteKind.Present or PteKind.ProtNone => !ToDevice ? PageResult.SkippedNotSelected
            : !pte.Target.IsZero && state.FrameAt(pte.Target).Locked ? PageResult.SkippedLocked
            : state.IsPinned(pte.Target) ? PageResult.SkippedReferenced
            : PageResult.NotReached,
            PteKind.Swap => PageResult.SkippedSwap,
            PteKind.DevicePrivate => ToDevice || pte.Target.Device != Device ? PageResult.SkippedNotSelected
            : state.FrameAt(pte.Target).Locked ? PageResult.SkippedLocked
            : PageResult.NotReached,
            PteKind.Migration => PageResult.SkippedLocked,
            PteKind.DeviceExclusive => PageResult.SkippedExclusive,
            PteKind.Poisoned => PageResult.SkippedPoisoned,
        };

    private Successor With(State state, MigrationItem item, ClauseSet clauses, [CallerMemberName] string step = "") =>
        To(state, this with { Items = Items.Set(Cursor, item), Cursor = Cursor + 1 }, clauses, step: step);

    [Step("invalidate range end")]
    [Clause("MIG-3")]
    [Clause("NTF-3")]
    private Successor Collected(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = Step.Unmap,
                Cursor = 0,
                Reply = default,
            },
            Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    [Step("unmap: invalidate range start")]
    [Clause("MIG-6")]
    [Clause("MIG-7")]
    [Clause("MIG-20")]
    private Successors Unmap(State state)
    {
        for (int index = NextActive(Cursor); index < Items.Count; index = NextActive(index + 1))
        {
            MigrationItem item = Items[index];
            if (!item.HasSource)
            {
                continue;
            }

            Frame frame = state.FrameAt(item.Source);
            if (frame.Mappings > 0 && !IsAlone(state))
            {
                PageAddress[] others = [.. ReverseMap.Mappings(state, item.Source)];
                Migration here = this with { Cursor = index };
                return ReverseMap.AnyOf(state, others, (other, choice) => here.UnmapOther(state, other, choice));
            }

            if (HasOtherReference(state, frame))
            {
                Migration restore = this with
                {
                    Label = Step.Restore,
                    Cursor = index,
                    Items = Items.Set(index, item.GiveUp(PageResult.SkippedReferenced)),
                };
                return To(state, restore, GivingUp);
            }
        }

        return ToDevice && state.Profile.MigrationTellsOnlyOthers
            ? Tell(state)
            : (this with { Label = Step.Silence }).Silence(state);
    }

    private Successor UnmapOther(State state, PageAddress other, Choice choice)
    {
        Activity resume = this with { Label = Step.Unmapped, Mapping = other };
        ClauseSet clauses = choice == Choice.Canonical ? Unmapping : Unmapping | Reordered;
        PageRange range = new(other.Page, 1);
        return Windows.Open(state, resume, other.Process, range, EventKind.Clear, -1, clauses, step: nameof(Unmap)) with
        {
            Choice = choice,
        };
    }

    [Step("unmap: replace entry, flush TLB, invalidate range end")]
    [Clause("MIG-6")]
    [Clause("RET-7")]
    private Successor Unmapped(State state)
    {
        Target source = Items[Cursor].Source;
        (int process, int page) = Mapping;
        Pte pte = state.Processes[process].PageTable[page];
        State replaced = state;
        if (pte.CountsAsMapping && pte.Target == source)
        {
            replaced = TableRules.ReplaceAndFlush(state, process, page, Pte.Migration(source, pte.Writable));
            replaced = FrameRules.DropMapping(replaced, source, pte.Dirty);
        }

        State closed = Windows.Close(replaced, process, Reply.Window, out Event end);
        ClauseSet clauses = Process >= 0 && !ToDevice ? UnmappingShared : UnmappingOther;
        clauses |= Windows.Closing(state);
        return To(
            closed,
            this with
            {
                Label = Step.Unmap,
                Mapping = PageAddress.None,
                Reply = default,
            },
            clauses,
            FlatEffect.None,
            [end]
        );
    }
}
