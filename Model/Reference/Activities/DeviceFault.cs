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

        /// <summary>Map the pages for DMA, where that is done without the driver's lock.</summary>
        MapDma,

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

    /// <summary>The IOVA of each page found that was mapped before the lock, -1 for one that needed none; empty if none was.</summary>
    public Sequence<int> Mapped { get; init; }

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
            Mapped = locals.Each(Mapped, (locals, iova) => locals.Iova(operation.Device, iova)),
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
            Step.MapDma => MapDma(state),
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
    [Clause("FLT-16")]
    private Successors Check(State state)
    {
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        if (mirror.Locked)
        {
            return Blocked.DriverLock;
        }

        return !mirror.IsOpen || (Mapped.Count == 0 && IsStale(state))
            ? To(WithoutMapped(Left(state)), Again, Restarting(state))
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

    private DeviceFault Again =>
        this with
        {
            Label = Step.Sample,
            Sampled = 0,
            Fault = 0,
            Found = [],
            Mapped = [],
            Reply = default,
        };

    private ClauseSet Beginning(State state) => EntersResult ? Protocol.Of(state).Beginning : Snapping;

    private ClauseSet Restarting(State state) => EntersResult ? Protocol.Of(state).Restarting : SnappingAgain;

    private bool IsStale(State state) => Protocol.Of(state).IsStale(state.Processes[Process], Device, Fault, Sampled);

    private State Left(State state) => ActiveFaults.Leave(state, Process, Fault);

    private State LeftAndUnlocked(State state) => Left(TableRules.UnlockRead(state, Process));
}
