using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A device ceases to mirror a process.</summary>
public sealed record UnregisterActivity(Unregister Operation) : Activity
{
    private static readonly ClauseSet Whole = ClauseSet.Of("MIR-6", "DMA-3", "DRT-1");
    private static readonly ClauseSet Refused = ClauseSet.Of("MIR-7");

    /// <summary>Whether the mirror was emptied, so that only running invalidations and device faults are waited for.</summary>
    public bool Emptied { get; init; }

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Unregister(locals.Process(Operation.Process), locals.Device(Operation.Device)),
            Emptied = locals.Flag(Emptied),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Emptied ? Remove(state) : Empty(state);

    [Step("empty mirror")]
    [Clause("MIR-6")]
    [Clause("MIR-7")]
    private Successors Empty(State state)
    {
        (int process, int device) = Operation;
        if (!state.IsAlive(process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if ((uint)device >= (uint)state.World.Devices || !state.Processes[process].Mirrors[device].IsOpen)
        {
            return Fail(state, Status.ENODEV, Refused);
        }

        if (state.Processes[process].Mirrors[device].Locked)
        {
            return Blocked.DriverLock;
        }

        State emptied = MirrorRules.Drop(state, process, device, state.World.AddressSpace);
        Mirror closing = emptied.Processes[process].Mirrors[device] with
        {
            Stage = MirrorStage.Closing,
            FailsNextUpdate = false,
        };
        return To(emptied.WithMirror(process, device, closing), this with { Emptied = true }, Whole);
    }

    [Step("remove subscription")]
    [Clause("MIR-6")]
    private Successors Remove(State state)
    {
        (int process, int device) = Operation;
        Notifier notifier = state.Processes[process].Notifier;
        if (state.Processes[process].Mirrors[device].Stage != MirrorStage.Closing)
        {
            // The process has exited meanwhile, and the mirror went with it.
            return End(state, Outcome.Ok, Whole);
        }

        return ActiveFaults.AnyOf(notifier, device) ? Blocked.DeviceFault
            : Protocol.Of(state).IsInvalidating(notifier, device) ? Blocked.Window
            : End(state.WithMirror(process, device, Mirror.Absent(state.World.Pages)), Outcome.Ok, Whole);
    }
}
