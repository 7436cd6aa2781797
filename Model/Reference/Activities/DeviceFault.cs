using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// The device fault: hmm_range_fault under the sequence check or the backoff, and the entry of its result into the mirror.
/// Also the snapshot, which is the same without any request and enters nothing.
/// </summary>
/// <param name="Operation">The range and the requests.</param>
/// <param name="EntersResult">Whether the result is entered into the mirror; false for a snapshot.</param>
public sealed partial record DeviceFault(RangeFault Operation, bool EntersResult) : Activity
{
    private static readonly ClauseSet Snapping = ClauseSet.Of("SNP-1");
    private static readonly ClauseSet SnappingAgain = ClauseSet.Of("SNP-2");
    private static readonly ClauseSet Installing = ClauseSet.Of("FLT-8", "FLT-12", "DMA-1");
    private static readonly ClauseSet NoDma = ClauseSet.Of("DMA-2");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and sample the mirror's sequence number, if there is one.</summary>
        Sample,

        /// <summary>Take the mmap lock; from here on the fault is under way.</summary>
        Lock,

        /// <summary>Walk the range, up to the end or to a page that needs a CPU fault.</summary>
        Walk,

        /// <summary>Take the driver's lock, unless what was found may be old.</summary>
        Check,

        /// <summary>Enter the result into the mirror.</summary>
        Install,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The sequence number that was sampled.</summary>
    public long Sampled { get; init; }

    /// <summary>Its id in the list of the device faults under way, or 0 when it is not in it.</summary>
    public int Fault { get; init; }

    /// <summary>What the walk found.</summary>
    public Sequence<FoundPage> Found { get; init; }

    private int Process => Operation.Process;

    private int Device => Operation.Device;

    private PageRange Range => Operation.Range;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals)
    {
        RangeFault operation = new(
            locals.Process(Process),
            locals.Device(Device),
            locals.Range(Range),
            (Request)locals.Number((int)Operation.Default),
            (Request)locals.Number((int)Operation.Mask),
            locals.Each(Operation.Pages, static (locals, request) => (Request)locals.Number((int)request))
        );
        return this with
        {
            Operation = operation,
            EntersResult = locals.Flag(EntersResult),
            Label = (Step)locals.Number((int)Label),
            Sampled = locals.Sample(operation.Process, operation.Device, Sampled),
            Fault = locals.Window(Fault),
            Found = locals.Each(
                Found,
                static (locals, found) =>
                    new FoundPage((PageResult)locals.Number((int)found.Result), locals.Target(found.Target))
            ),
            Reply = locals.Reply(Reply),
        };
    }

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Sample => Protocol.Of(state).Samples ? Sample(state) : Lock(state),
            Step.Lock => Lock(state),
            Step.Walk => Walk(state),
            Step.Check => Check(state),
            Step.Install => Install(state),
        };

    [Step("sample sequence number")]
    [Clause("FLT-1")]
    [Clause("FLT-11")]
    [Clause("SNP-1")]
    private Successors Sample(State state)
    {
        Status status = Checks.Mirrored(state, Process, Device, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, Checks.Behind(status));
        }

        Process process = state.Processes[Process];
        long sampled = process.Mirrors[Device].Sequence;
        return sampled == process.Notifier.Sequence
            ? Blocked.Window
            : To(state, this with { Label = Step.Lock, Sampled = sampled }, Beginning(state));
    }

    [Step("lock")]
    [Clause("FLT-1")]
    [Clause("FLT-11")]
    [Clause("FLT-13")]
    private Successors Lock(State state)
    {
        // The process may have exited, and its number or that of the mirror may have been given to another.
        Status status = Checks.Mirrored(state, Process, Device, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, Checks.Behind(status));
        }

        Process process = state.Processes[Process];
        if (process.Lock.Writer)
        {
            return Blocked.MmapLock;
        }

        if (Protocol.Of(state).MustWait(process.Notifier, Range))
        {
            return Blocked.Window;
        }

        State begun = ActiveFaults.Enter(TableRules.LockRead(state, Process), Process, Device, Range, out int id);
        return To(begun, this with { Label = Step.Walk, Fault = id, Reply = default }, Beginning(state));
    }

    [Step("lock driver, compare sequence number")]
    [Clause("FLT-1")]
    [Clause("FLT-14")]
    private Successors Check(State state)
    {
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        if (mirror.Locked)
        {
            return Blocked.DriverLock;
        }

        return !mirror.IsOpen || IsStale(state)
            ? To(Left(state), Again, Restarting(state))
            : To(
                state.WithMirror(Process, Device, mirror with { Locked = true }),
                this with
                {
                    Label = Step.Install,
                    Sampled = 0,
                },
                Beginning(state)
            );
    }

    [Step("enter into mirror, unlock driver")]
    [Clause("FLT-8")]
    [Clause("FLT-12")]
    [Clause("DMA-1")]
    [Clause("DMA-2")]
    private Successor Install(State state)
    {
        State mapped = state;
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        Table<MirrorEntry> entries = mirror.Entries;
        bool complete = true;
        for (int index = 0; index < Found.Count && complete; index++)
        {
            FoundPage found = Found[index];
            int page = Range.Start + index;
            if (found.IsValid)
            {
                complete = TryEnter(ref mapped, entries[page], found, out MirrorEntry entered);
                entries = complete ? entries.Set(page, entered) : entries;
            }
        }

        State installed = Left(mapped.WithMirror(Process, Device, mirror with { Entries = entries, Locked = false }));
        return complete ? End(installed, Reported(), Installing) : Fail(installed, Status.ENOMEM, NoDma);
    }

    private bool TryEnter(ref State state, MirrorEntry old, FoundPage found, out MirrorEntry entered)
    {
        if (old.IsValid && state.TargetOf(Device, old) == found.Target)
        {
            entered = old with { Writable = old.Writable || found.IsWritable };
            return true;
        }

        if (!found.Target.IsSystem)
        {
            entered = new MirrorEntry(MirrorEntryKind.Device, found.Target.Frame, found.IsWritable, Dirty: false);
            return true;
        }

        bool mapped = MirrorRules.TryMapDma(ref state, Device, found.Target, out int address);
        entered = new MirrorEntry(MirrorEntryKind.System, address, found.IsWritable, Dirty: false);
        return mapped;
    }

    private DeviceFault Again => this with { Label = Step.Sample, Sampled = 0, Fault = 0, Found = [], Reply = default };

    private ClauseSet Beginning(State state) => EntersResult ? Protocol.Of(state).Beginning : Snapping;

    private ClauseSet Restarting(State state) => EntersResult ? Protocol.Of(state).Restarting : SnappingAgain;

    private bool IsStale(State state) => Protocol.Of(state).IsStale(state.Processes[Process], Device, Fault, Sampled);

    private State Left(State state) => ActiveFaults.Leave(state, Process, Fault);

    private State LeftAndUnlocked(State state) => Left(TableRules.UnlockRead(state, Process));

    // Only an operation of its own says what it found; an access goes by the mirror.
    private Outcome Reported() =>
        Caller is null
            ? new(Status.Ok, 0, 0, [], Sequence.Generate(Found.Count, index => Found[index].Result))
            : Outcome.Ok;
}
