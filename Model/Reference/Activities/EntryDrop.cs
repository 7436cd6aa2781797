using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A driver drops an entry from its mirror, because it wants the room or for no reason.</summary>
/// <param name="Process">Whose page.</param>
/// <param name="Device">Whose mirror.</param>
/// <param name="Page">Which page.</param>
public sealed record EntryDrop(int Process, int Device, int Page) : Activity
{
    private static readonly ClauseSet Dropping = ClauseSet.Of("CON-7", "DMA-3", "DRT-1");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            Page = locals.Number(Page),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        state.Processes[Process].Mirrors[Device].Locked ? Blocked.DriverLock : Drop(state);

    [Step("drop entry under the driver's lock")]
    [Clause("CON-7")]
    private Successor Drop(State state) =>
        End(MirrorRules.Drop(state, Process, Device, new PageRange(Page, 1)), Outcome.Ok, Dropping);
}
