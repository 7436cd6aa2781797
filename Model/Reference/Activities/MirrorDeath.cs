using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A mirror is told of an invalidation that nobody had a reason for, and its driver fails to update it.</summary>
/// <param name="Process">Whose mirror.</param>
/// <param name="Device">In which device.</param>
public sealed record MirrorDeath(int Process, int Device) : Activity
{
    private static readonly ClauseSet Killing = ClauseSet.Of("CON-7", "MIR-19", "DMA-3", "DRT-1");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        state.Processes[Process].Mirrors[Device].Locked ? Blocked.DriverLock : Kill(state);

    [Step("update mirror, kill it")]
    [Clause("CON-7")]
    [Clause("MIR-19")]
    private Successor Kill(State state) =>
        state.Processes[Process].Mirrors[Device].FailsNextUpdate
            ? End(MirrorRules.Kill(state, Process, Device), Outcome.Ok, Killing)
            : Fail(state, Status.EINVAL, Killing);
}
