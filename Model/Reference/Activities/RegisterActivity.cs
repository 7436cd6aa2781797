using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A device begins to mirror a process.</summary>
public sealed record RegisterActivity(Register Operation) : Activity
{
    private static readonly ClauseSet Registered = ClauseSet.Of("MIR-3");
    private static readonly ClauseSet RegisteredLate = ClauseSet.Of("MIR-4");
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

        Notifier notifier = old.Notifier;
        bool open = notifier.Windows.Count > 0;
        Mirror mirror = Mirror.Absent(state.World.Pages) with
        {
            Stage = open && (notifier.Sequence & 1) != 0 ? MirrorStage.Deferred : MirrorStage.Live,
            Interval = range,
            Sequence = open ? notifier.Sequence | 1 : notifier.Sequence - 1,
        };
        Process registered = old with
        {
            Mirrors = old.Mirrors.Set(device, mirror),
            Notifier = open ? notifier with { Sequence = notifier.Sequence | 1 } : notifier,
        };
        return End(state.WithProcess(process, registered), Outcome.Ok, open ? RegisteredLate : Registered);
    }
}
