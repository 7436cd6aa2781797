using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// The device fault: hmm_range_fault under the sequence check, and the entry of its result into the mirror. Also the
/// snapshot, which is the same without any request and enters nothing.
/// </summary>
/// <param name="Operation">The range and the requests.</param>
/// <param name="EntersResult">Whether the result is entered into the mirror; false for a snapshot.</param>
public sealed partial record DeviceFault(RangeFault Operation, bool EntersResult) : Activity
{
    private static readonly ClauseSet Sampling = ClauseSet.Of("FLT-1");
    private static readonly ClauseSet SamplingSnapshot = ClauseSet.Of("SNP-1");
    private static readonly ClauseSet Stale = ClauseSet.Of("FLT-1");
    private static readonly ClauseSet StaleSnapshot = ClauseSet.Of("SNP-2");
    private static readonly ClauseSet Installing = ClauseSet.Of("FLT-8", "FLT-12", "DMA-1");
    private static readonly ClauseSet NoDma = ClauseSet.Of("DMA-2");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and sample the mirror's sequence number.</summary>
        Sample,

        /// <summary>Take the mmap lock.</summary>
        Lock,

        /// <summary>Walk the range, up to the end or to a page that needs a CPU fault.</summary>
        Walk,

        /// <summary>Take the driver's lock and compare the sequence number.</summary>
        Check,

        /// <summary>Enter the result into the mirror.</summary>
        Install,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The sequence number that was sampled.</summary>
    public long Sampled { get; init; }

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
            Step.Sample => Sample(state),
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
            : To(state, this with { Label = Step.Lock, Sampled = sampled }, EntersResult ? Sampling : SamplingSnapshot);
    }

    [Step("lock")]
    [Clause("FLT-1")]
    private Successors Lock(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        return state.Processes[Process].Lock.Writer
            ? Blocked.MmapLock
            : To(TableRules.LockRead(state, Process), this with { Label = Step.Walk, Reply = default }, Sampling);
    }

    [Step("lock driver, compare sequence number")]
    [Clause("FLT-1")]
    private Successors Check(State state)
    {
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        if (mirror.Locked)
        {
            return Blocked.DriverLock;
        }

        return !mirror.IsOpen || mirror.Sequence != Sampled
            ? To(state, this with { Label = Step.Sample, Sampled = 0, Found = [] }, Stale)
            : To(
                state.WithMirror(Process, Device, mirror with { Locked = true }),
                this with
                {
                    Label = Step.Install,
                },
                Sampling
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

        State installed = mapped.WithMirror(Process, Device, mirror with { Entries = entries, Locked = false });
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

    private Outcome Reported() =>
        new(Status.Ok, 0, 0, [], Sequence.Generate(Found.Count, index => Found[index].Result));
}
