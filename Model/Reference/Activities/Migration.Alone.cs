using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>What the migration half of 2015 does otherwise: it brings pages in, and takes them for one process.</content>
public sealed partial record Migration
{
    private static readonly ClauseSet BringingIn = ClauseSet.Of("MIG-23");
    private static readonly ClauseSet NotCollected = ClauseSet.Of("MIG-24");
    private static readonly ClauseSet TellingOthers = ClauseSet.Of("MIG-26");
    private static readonly ClauseSet TellingNobody = ClauseSet.Of("RET-8");
    private static readonly ClauseSet Entering = ClauseSet.Of("MIG-27");

    // Collects an entry that maps nothing: a page is made, or what the entry stands for brought in.
    [Step("fault in")]
    [Clause("MIG-23")]
    [Clause("MIG-24")]
    private Successors FaultIn(State state, int page, Pte pte) =>
        pte.Kind switch
        {
            PteKind.None => MakePage(state, page),
            PteKind.Migration => Blocked.MigrationEntry,
            PteKind.Swap or PteKind.DevicePrivate or PteKind.DeviceExclusive or PteKind.Poisoned => To(
                state,
                new CpuFault(Process, page, Write: false, HoldsLock: true) { Caller = this with { Reply = default } },
                BringingIn
            ),
            PteKind.Present or PteKind.ProtNone => throw new InvalidOperationException("What is mapped is there."),
        };

    [Step("make zeroed page")]
    [Clause("MIG-23")]
    private Successor MakePage(State state, int page)
    {
        int free = FrameRules.NextFree(state);
        if (free < 0)
        {
            return GiveUpAll(state, Status.ENOMEM);
        }

        Target source = Target.System(free);
        State made = FrameRules
            .Take(state, free, Frame.New(0) with { Locked = true })
            .WithPte(Process, page, Pte.Migration(source, state.Processes[Process].Space.IsWritable(page)));
        return With(made, new MigrationItem(page, true, source, Target.Zero, PageResult.NotReached), BringingIn);
    }

    [Step("give up all pages")]
    [Clause("MIG-24")]
    private Successor GiveUpAll(State state, Status failure)
    {
        Sequence<MigrationItem> items = Sequence.Generate(
            Items.Count,
            index => Items[index].GiveUp(PageResult.NotReached)
        );
        Migration restoring = this with
        {
            Label = Step.Finalize,
            Cursor = 0,
            Items = items,
            Failure = failure,
            Reply = default,
        };
        return To(state, restoring, NotCollected);
    }

    [Step("tell other mirrors: invalidate range start")]
    [Clause("MIG-26")]
    private Successor Tell(State state) =>
        Windows.Open(
            state,
            this with
            {
                Label = Step.Told,
                Cursor = 0,
            },
            Process,
            Part,
            EventKind.Migrate,
            Device,
            TellingOthers,
            spared: 1UL << Device
        );

    [Step("tell other mirrors: invalidate range end")]
    [Clause("MIG-26")]
    private Successor Told(State state) =>
        To(
            Windows.Close(state, Process, Reply.Window, out Event closed),
            this with
            {
                Label = Step.Silence,
                Reply = default,
            },
            Windows.Closing(state),
            FlatEffect.None,
            [closed]
        );

    /// <summary>Whether the pages move for one process, and the others that map them keep them.</summary>
    [Clause("MIG-25")]
    private bool IsAlone(State state) => ToDevice && state.Profile.MigrationLeavesOtherMappings;

    /// <summary>Whether a frame has a reference that nobody accounts for.</summary>
    [Clause("MIG-7")]
    [Clause("MIG-25")]
    private bool HasOtherReference(State state, Frame frame) =>
        frame.References != 1 + (frame.IsCached ? 1 : 0) + (IsAlone(state) ? frame.Mappings : 0);

    private bool MayEnter(State state, MigrationItem item) =>
        state.Profile.MigrationEntersMirror
        && ToDevice
        && Label == Step.Finalize
        && item.IsActive
        && state.Processes[Process].Mirrors[Device].IsOpen;

    // In a window over the page nothing may be entered: a mirror that was told would not be again.
    [Clause("MIG-27")]
    private State Entered(State state, MigrationItem item)
    {
        Process process = state.Processes[Process];
        Mirror mirror = process.Mirrors[Device];
        Pte pte = process.PageTable[item.Page];
        bool isThere = pte.Kind == PteKind.DevicePrivate && pte.Target == item.Destination;
        bool isFree = mirror.Interval.Contains(item.Page) && !mirror.Entries[item.Page].IsValid;
        if (!isThere || !isFree || process.Notifier.Windows.Any(window => window.Range.Contains(item.Page)))
        {
            return state;
        }

        MirrorEntry entry = new(MirrorEntryKind.Device, pte.Target.Frame, pte.Writable, Dirty: false);
        return state.WithMirror(Process, Device, mirror with { Entries = mirror.Entries.Set(item.Page, entry) });
    }
}
