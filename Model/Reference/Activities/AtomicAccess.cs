using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>An atomic access by a device: it delivers what a page holds and adds a value to it.</summary>
/// <param name="Process">Whose memory.</param>
/// <param name="Device">Which device.</param>
/// <param name="Page">Which page.</param>
/// <param name="Value">What is added.</param>
public sealed record AtomicAccess(int Process, int Device, int Page, ulong Value) : Activity
{
    private static readonly ClauseSet Adding = ClauseSet.Of("EXC-12");
    private static readonly ClauseSet AddingFreed = ClauseSet.Of("EXC-12", "ADV-6");
    private static readonly ClauseSet Asking = ClauseSet.Of("EXC-13");
    private static readonly ClauseSet Failed = ClauseSet.Of("EXC-14");

    /// <summary>Whether the driver was asked.</summary>
    public bool Faulted { get; init; }

    private PageRange Range => new(Page, 1);

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            Page = locals.Number(Page),
            Value = locals.Value(Value),
            Faulted = locals.Flag(Faulted),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    [Step("refuse access")]
    [Clause("ERR-1")]
    [Clause("EXC-14")]
    [Clause("FLT-11")]
    public override Successors Next(State state)
    {
        Status status = Checks.Mirrored(state, Process, Device, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, Checks.Behind(status));
        }

        if (Reply.Status != Status.Ok)
        {
            return Ended(state, Reply.Status);
        }

        if (Reply.Pages.Count > 0 && Reply.Pages[0] == PageResult.SkippedNoDma)
        {
            return Ended(state, Status.ENOMEM);
        }

        Mirror mirror = state.Processes[Process].Mirrors[Device];
        Translation translation = mirror.Tlb[Page];
        if (translation.AllowsAtomics)
        {
            return Add(state, translation.Target);
        }

        MirrorEntry entry = mirror.Entries[Page];
        return entry.AllowsAtomics ? Translate(state, mirror, entry)
            : Faulted ? Ended(state, Status.EBUSY)
            : Ask(state);
    }

    [Step("take translation")]
    [Clause("EXC-12")]
    private Successor Translate(State state, Mirror mirror, MirrorEntry entry)
    {
        Translation cached = new(true, Writable: true, state.TargetOf(Device, entry), entry.Exclusive);
        Mirror translated = mirror with
        {
            Entries = mirror.Entries.Set(Page, entry with { Dirty = true }),
            Tlb = mirror.Tlb.Set(Page, cached),
        };
        return To(state.WithMirror(Process, Device, translated), this with { Reply = default }, Adding);
    }

    [Step("add")]
    [Clause("EXC-12")]
    [Clause("ADV-6")]
    private Successor Add(State state, Target target)
    {
        Frame frame = state.FrameAt(target);
        State added = state.WithFrame(target, frame with { Value = unchecked(frame.Value + Value) });
        Outcome delivered = new(Status.Ok, frame.Value, Faulted ? 1 : 0, [], []);
        bool unrecorded = !state.Profile.DeviceStoresCancelFree;
        FlatEffect effect = FlatEffect.Add(Process, Page, frame.Value, Value) with { KeepsLazyFree = unrecorded };
        return End(added, delivered, unrecorded && frame.LazyFree ? AddingFreed : Adding, effect);
    }

    [Step("device fault")]
    [Clause("EXC-13")]
    private Successor Ask(State state)
    {
        AtomicAccess resume = this with { Faulted = true, Reply = default };
        Pte pte = state.Processes[Process].PageTable[Page];
        bool isOwn = pte is { Kind: PteKind.DevicePrivate, Writable: true } && pte.Target.Device == Device;
        RangeFault fault = new(Process, Device, Range, Request.FaultWrite, Request.None, []);
        return To(
            state,
            isOwn
                ? new DeviceFault(fault, EntersResult: true) { Caller = resume }
                : new ExclusiveAccess(Process, Device, Range) { Caller = resume },
            Asking
        );
    }

    // Not before the driver was asked.
    [Step("give up")]
    [Clause("EXC-14")]
    private Successor Ended(State state, Status status) => End(state, new Outcome(status, 0, 1, [], []), Failed);
}
