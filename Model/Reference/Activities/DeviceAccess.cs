using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Loads or stores by a device, page by page.</summary>
/// <param name="Process">Whose memory.</param>
/// <param name="Device">Which device.</param>
/// <param name="Range">Which pages.</param>
/// <param name="Write">Whether it stores.</param>
/// <param name="Value">Of a store: the value of the first page; each next page gets one higher.</param>
public sealed record DeviceAccess(int Process, int Device, PageRange Range, bool Write, ulong Value) : Activity
{
    private static readonly ClauseSet MovingFreed = ClauseSet.Of("MIR-8", "MIR-11", "ADV-6");
    private static readonly ClauseSet Moving = ClauseSet.Of("MIR-8", "MIR-11");
    private static readonly ClauseSet Translating = ClauseSet.Of("MIR-8");
    private static readonly ClauseSet Faulting = ClauseSet.Of("MIR-9");
    private static readonly ClauseSet Failed = ClauseSet.Of("MIR-10");
    private static readonly ClauseSet WithoutWrite = ClauseSet.Of("FLT-10");

    /// <summary>How many pages are done.</summary>
    public int Done { get; init; }

    /// <summary>How many device faults were taken.</summary>
    public int Faults { get; init; }

    /// <summary>Whether a fault has just returned.</summary>
    public bool Faulted { get; init; }

    /// <summary>The values loaded, if there are several.</summary>
    public Sequence<ulong> Values { get; init; }

    private int Page => Range.Start + Done;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            Range = locals.Range(Range),
            Write = locals.Flag(Write),
            Value = locals.Value(Value),
            Done = locals.Number(Done),
            Faults = locals.Number(Faults),
            Faulted = locals.Flag(Faulted),
            Values = locals.Each(Values, static (locals, value) => locals.Value(value)),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    [Step("refuse access")]
    [Clause("ERR-1")]
    [Clause("MIR-10")]
    [Clause("FLT-11")]
    [Clause("FLT-10")]
    public override Successors Next(State state)
    {
        Status status = Checks.Mirrored(state, Process, Device, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, Checks.Behind(status));
        }

        if (Faulted && Reply.Status != Status.Ok)
        {
            return End(state, new Outcome(Reply.Status, 0, Faults, [], []), Failed);
        }

        Mirror mirror = state.Processes[Process].Mirrors[Device];
        Translation translation = mirror.Tlb[Page];
        if (translation.Allows(Write))
        {
            return Move(state, translation.Target);
        }

        MirrorEntry entry = mirror.Entries[Page];
        if (entry.IsValid && (entry.Writable || !Write))
        {
            return Translate(state, mirror, entry);
        }

        bool refused = Faulted && entry.Kind == MirrorEntryKind.Device && !state.Profile.OwnReadOnlyPageIsFaulted;
        return refused ? End(state, new Outcome(Status.EFAULT, 0, Faults, [], []), WithoutWrite) : Fault(state);
    }

    [Step("take translation")]
    [Clause("MIR-8")]
    private Successor Translate(State state, Mirror mirror, MirrorEntry entry)
    {
        MirrorEntry used = entry with { Dirty = entry.Dirty || Write };
        bool writable = used.Writable && used.Dirty;
        Translation cached = new(true, writable, state.TargetOf(Device, entry), writable && used.Exclusive);
        Mirror translated = mirror with
        {
            Entries = mirror.Entries.Set(Page, used),
            Tlb = mirror.Tlb.Set(Page, cached),
        };
        return To(
            state.WithMirror(Process, Device, translated),
            this with
            {
                Faulted = false,
                Reply = default,
            },
            Translating
        );
    }

    [Step("device fault")]
    [Clause("MIR-9")]
    [Clause("MIR-10")]
    [Clause("FLT-10")]
    private Successor Fault(State state)
    {
        Request request = Write ? Request.FaultWrite : Request.Fault;
        RangeFault fault = new(Process, Device, PageRange.Between(Page, Range.End), request, Request.None, []);
        return To(
            state,
            new DeviceFault(fault, EntersResult: true)
            {
                Caller = this with { Faults = Faults + 1, Faulted = true, Reply = default },
            },
            Faulting
        );
    }

    [Step("move data")]
    [Clause("MIR-8")]
    [Clause("MIR-11")]
    [Clause("ADV-6")]
    private Successor Move(State state, Target target)
    {
        ulong value = Write ? unchecked(Value + (ulong)Done) : state.ValueAt(target);
        State moved = Write ? state.WithFrame(target, state.FrameAt(target) with { Value = value }) : state;
        bool unrecorded = Write && !state.Profile.DeviceStoresCancelFree;
        ClauseSet clauses = unrecorded && state.FrameAt(target).LazyFree ? MovingFreed : Moving;
        FlatEffect effect = FlatEffect.Access(Process, Page, Write, value) with { KeepsLazyFree = unrecorded };
        Sequence<ulong> values = Write || Range.Count == 1 ? [] : Values.Add(value);
        ulong single = Write || Range.Count > 1 ? 0 : value;
        return Done + 1 == Range.Count
            ? End(moved, new Outcome(Status.Ok, single, Faults, values, []), clauses, effect)
            : To(
                moved,
                this with
                {
                    Done = Done + 1,
                    Values = values,
                    Faulted = false,
                    Reply = default,
                },
                clauses,
                effect
            );
    }
}
