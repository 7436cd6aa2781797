using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The next update of a mirror is made to fail.</summary>
public sealed record FailUpdateActivity(FailUpdate Operation) : Activity
{
    private static readonly ClauseSet Arming = ClauseSet.Of("MIR-19");
    private static readonly ClauseSet Refused = ClauseSet.Of("MIR-20");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new FailUpdate(locals.Process(Operation.Process), locals.Device(Operation.Device)),
        };

    /// <inheritdoc/>
    [Step("arm update")]
    [Clause("MIR-19")]
    [Clause("MIR-20")]
    public override Successors Next(State state)
    {
        (int process, int device) = Operation;
        if (!state.IsAlive(process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if (!state.IsAttached(device) || !state.Processes[process].Mirrors[device].IsOpen)
        {
            return Fail(state, Status.ENODEV, Refused);
        }

        if (!state.Profile.UpdatesCanFail)
        {
            return Fail(state, Status.EINVAL, Refused);
        }

        Mirror mirror = state.Processes[process].Mirrors[device];
        return End(state.WithMirror(process, device, mirror with { FailsNextUpdate = true }), Outcome.Ok, Arming);
    }
}
