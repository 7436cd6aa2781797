using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// A device gets pages for itself (make_device_exclusive_range), and its driver enters them into the mirror: of its own
/// accord, or because of an atomic access.
/// </summary>
/// <param name="Process">Whose pages.</param>
/// <param name="Device">Which device.</param>
/// <param name="Range">Which pages.</param>
public sealed partial record ExclusiveAccess(int Process, int Device, PageRange Range) : Activity
{
    private static readonly ClauseSet Beginning = ClauseSet.Of("EXC-1");
    private static readonly ClauseSet Refused = ClauseSet.Of("EXC-2");
    private static readonly ClauseSet Skipping = ClauseSet.Of("EXC-3");
    private static readonly ClauseSet SkippingPageCache = ClauseSet.Of("FIL-23");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and take the mmap lock.</summary>
        Lock,

        /// <summary>Get the next page, as for a store.</summary>
        Get,

        /// <summary>Sample the mirror's sequence number, if there is one.</summary>
        Sample,

        /// <summary>Lock the next page and open its window.</summary>
        Isolate,

        /// <summary>Make its entry a device-exclusive one.</summary>
        Replace,

        /// <summary>Take the driver's lock, unless what was done may be old.</summary>
        Check,

        /// <summary>Enter the pages into the mirror.</summary>
        Enter,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The page to look at next, once all were got.</summary>
    public int Cursor { get; init; }

    /// <summary>The sequence number that was sampled.</summary>
    public long Sampled { get; init; }

    /// <summary>Its id in the list of the device faults under way, or 0 when it is not in it.</summary>
    public int Fault { get; init; }

    /// <summary>The pages that were got, which may be fewer than the range has.</summary>
    public Sequence<ExclusivePage> Pages { get; init; }

    /// <inheritdoc/>
    public override Activity Through(ILocals locals)
    {
        int process = locals.Process(Process);
        int device = locals.Device(Device);
        Step label = (Step)locals.Number((int)Label);
        bool isSampled = label is Step.Isolate or Step.Replace or Step.Check;
        return this with
        {
            Process = process,
            Device = device,
            Range = locals.Range(Range),
            Label = label,
            Cursor = locals.Number(Cursor),
            Sampled = isSampled ? locals.Sample(process, device, Sampled) : 0,
            Fault = locals.Window(Fault),
            Pages = locals.Each(Pages, static (locals, page) => page.Through(locals)),
            Reply = locals.Reply(Reply),
        };
    }

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Lock => Lock(state),
            Step.Get => Get(state),
            Step.Sample => Sample(state),
            Step.Isolate => Isolate(state),
            Step.Replace => Replace(state),
            Step.Check => Check(state),
            Step.Enter => Enter(state),
        };

    [Step("lock")]
    [Clause("EXC-1")]
    [Clause("EXC-2")]
    [Clause("FLT-11")]
    private Successors Lock(State state)
    {
        Status status = Checks.Mirrored(state, Process, Device, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, Checks.Behind(status));
        }

        if (state.Processes[Process].Lock.Writer)
        {
            return Blocked.MmapLock;
        }

        // Where device faults back off it is in no list: its own windows would wait for it.
        int id = 0;
        State begun = TableRules.LockRead(state, Process);
        begun = Protocol.Of(state).Samples ? ActiveFaults.Enter(begun, Process, Device, Range, out id) : begun;
        return To(begun, this with { Label = Step.Get, Fault = id, Reply = default }, Beginning);
    }

    [Step("get page")]
    [Clause("EXC-1")]
    [Clause("EXC-2")]
    [Clause("EVC-9")]
    private Successors Get(State state)
    {
        if (Reply.Status != Status.Ok)
        {
            return Reply.Status == Status.SIGBUS
                ? Stop(
                    state,
                    Status.EFAULT,
                    FlatEffect.None,
                    Refused | BusErrors.Followed(state, Process, Range.Start + Pages.Count)
                )
                : Stop(state, Reply.Status, FlatEffect.None, Refused);
        }

        if (Pages.Count == Range.Count)
        {
            return (this with { Label = Step.Sample }).Sample(state);
        }

        int page = Range.Start + Pages.Count;
        Process process = state.Processes[Process];
        if (!process.Space.IsWritable(page))
        {
            return Stop(state, Status.EFAULT, FlatEffect.Refused(Process, page, write: true), Refused);
        }

        Pte pte = process.PageTable[page];
        if (pte is { Kind: PteKind.Present, Writable: true })
        {
            Sequence<ExclusivePage> got = Pages.Add(new ExclusivePage(pte.Target, PageResult.NotReached));
            return To(FrameRules.Reference(state, pte.Target), this with { Pages = got, Reply = default }, Beginning);
        }

        return pte.Kind == PteKind.Migration
            ? Blocked.MigrationEntry
            : To(
                state,
                new CpuFault(Process, page, Write: true, HoldsLock: true) { Caller = this with { Reply = default } },
                Beginning
            );
    }

    // No further page is to be had: that is the end if there is none before it.
    private Successor Stop(
        State state,
        Status status,
        FlatEffect effect,
        ClauseSet clauses,
        [CallerMemberName] string step = ""
    ) =>
        Pages.Count == 0
            ? Fail(Left(TableRules.UnlockRead(state, Process)), status, clauses, effect, step)
            : To(state, this with { Label = Step.Sample, Reply = default }, clauses, effect, step: step);

    // Not before the pages are got: that tells the mirror of what it needs for them, and makes the number old.
    [Step("sample sequence number")]
    [Clause("EXC-4")]
    private Successors Sample(State state)
    {
        ExclusiveAccess next = this with { Label = Step.Isolate };
        if (!Protocol.Of(state).Samples)
        {
            return next.Isolate(state);
        }

        Process process = state.Processes[Process];
        long sampled = process.Mirrors[Device].Sequence;
        return sampled == process.Notifier.Sequence
            ? Blocked.Window
            : To(state, next with { Sampled = sampled }, Opening);
    }

    [Step("lock page, invalidate range start")]
    [Clause("EXC-3")]
    [Clause("EXC-4")]
    [Clause("EXC-5")]
    [Clause("FIL-23")]
    private Successors Isolate(State state)
    {
        if (Cursor == Pages.Count)
        {
            return Unlock(state);
        }

        Frame frame = state.FrameAt(Pages[Cursor].Target);
        if (frame.Locked)
        {
            return Skip(state, PageResult.SkippedLocked, Skipping, Choice.Canonical);
        }

        if (frame.File is not null)
        {
            return Skip(state, PageResult.SkippedPageCache, SkippingPageCache, Choice.Canonical);
        }

        Successor canonical = Open(state, frame);
        return Caller is null
            ? Successors.Choose(canonical, () => [Skip(state, PageResult.SkippedLocked, Skipping, Chosen)])
            : canonical;
    }

    private Choice Chosen => new(ChoiceKind.SkipPage, Range.Start + Cursor);

    private Successor Skip(
        State state,
        PageResult result,
        ClauseSet clauses,
        Choice choice,
        [CallerMemberName] string step = ""
    )
    {
        State given = FrameRules.DropReference(state, Pages[Cursor].Target);
        Sequence<ExclusivePage> pages = Pages.Set(Cursor, ExclusivePage.Skipped(result));
        ExclusiveAccess next = this with { Cursor = Cursor + 1, Pages = pages };
        return To(given, next, clauses | SwapRules.Followed(state, given), choice: choice, step: step);
    }
}
