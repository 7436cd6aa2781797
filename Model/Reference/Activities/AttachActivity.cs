using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A device appears.</summary>
public sealed record AttachActivity(Attach Operation) : Activity
{
    private static readonly ClauseSet Attached = ClauseSet.Of("MIR-1");
    private static readonly ClauseSet Refused = ClauseSet.Of("MIR-2");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new Attach(
                locals.Device(Operation.Device),
                locals.Number(Operation.Capacity),
                (DmaKind)locals.Number((int)Operation.Dma),
                locals.Number(Operation.Iovas)
            ),
        };

    /// <inheritdoc/>
    [Step("attach")]
    [Clause("MIR-1")]
    [Clause("MIR-2")]
    public override Successors Next(State state)
    {
        (int device, int capacity, DmaKind dma, int iovas) = Operation;
        if ((uint)device >= (uint)state.World.Devices)
        {
            return Fail(state, Status.ENODEV, Refused);
        }

        if (state.Devices[device].Attached)
        {
            return Fail(state, Status.EEXIST, Refused);
        }

        bool sound =
            (uint)capacity <= (uint)state.World.DeviceFrames
            && (dma == DmaKind.Direct || (uint)iovas <= (uint)state.World.IovaSlots);
        return sound
            ? End(state.WithDevice(device, Device.Create(capacity, dma, iovas)), Outcome.Ok, Attached)
            : Fail(state, Status.EINVAL, Refused);
    }
}
