using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A device begins to mirror a process.</summary>
public sealed record RegisterActivity(Register Operation) : Activity
{
    private static readonly ClauseSet Refused = ClauseSet.Of("MIR-5");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Register(
                locals.Process(Operation.Process),
                locals.Device(Operation.Device),
                locals.Range(Operation.Range)
            ),
        };

    /// <inheritdoc/>
    [Step("insert subscription")]
    [Clause("MIR-3")]
    [Clause("MIR-4")]
    [Clause("MIR-5")]
    [Clause("MIR-19")]
    public override Successors Next(State state)
    {
        (int process, int device, PageRange range) = Operation;
        if (!state.IsAlive(process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!state.IsAttached(device))
        {
            return Fail(state, Status.ENODEV, Refused);
        }

        if (!Checks.IsSound(state, range))
        {
            return Fail(state, Status.EOVERFLOW, Refused);
        }

        Process old = state.Processes[process];
        if (old.Mirrors[device].Stage != MirrorStage.None)
        {
            return Fail(state, Status.EINVAL, Refused);
        }

        // Of a mirror that was killed a fault may still be under way (MIR-19).
        if (ActiveFaults.AnyOf(old.Notifier, device))
        {
            return Blocked.DeviceFault;
        }

        Notifier notifier = old.Notifier;
        Mirror empty = Mirror.Absent(state.World.Pages) with { Interval = range };
        Mirror mirror = Protocol.Of(state).Inserted(empty, ref notifier, out ClauseSet clauses);
        Process registered = old with { Mirrors = old.Mirrors.Set(device, mirror), Notifier = notifier };
        return End(state.WithProcess(process, registered), Outcome.Ok, clauses);
    }
}
