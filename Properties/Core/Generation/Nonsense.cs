using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Draws operations with numbers that need not mean anything.</summary>
/// <param name="World">The sizes around which the numbers are drawn.</param>
internal readonly record struct Nonsense(World World)
{
    /// <summary>An operation of a kind.</summary>
    public Operation Draw(OperationKind kind, ref Random64 random)
    {
        int process = Number(World.Processes, ref random);
        int device = Number(World.Devices, ref random);
        int page = Number(World.Pages, ref random);
        PageRange range = new(page, Number(World.Pages, ref random));
        Protection protection = (Protection)random.Below(3);
        Request request = (Request)random.Below(4);
        return kind switch
        {
            OperationKind.Load => new Load(process, page),
            OperationKind.Store => new Store(process, page, random.Next()),
            OperationKind.DeviceLoad => new DeviceLoad(process, device, range),
            OperationKind.DeviceStore => new DeviceStore(process, device, range, random.Next()),
            OperationKind.RangeFault => new RangeFault(process, device, range, request, Request.FaultWrite, [request]),
            OperationKind.Snapshot => new Snapshot(process, device, range),
            OperationKind.MigrateToDevice => new MigrateToDevice(process, device, range),
            OperationKind.MigrateToSystem => new MigrateToSystem(process, device, range),
            OperationKind.Evict => new Evict(device, Number(4, ref random)),
            OperationKind.SwapOut => new SwapOut(process, page),
            OperationKind.Map => new Map(process, range, protection),
            OperationKind.Unmap => new Unmap(process, range),
            OperationKind.Protect => new Protect(process, range, protection),
            OperationKind.DontNeed => new DontNeed(process, range),
            OperationKind.Fork => new Fork(process, Number(World.Processes, ref random)),
            OperationKind.Exit => new Exit(Dead(ref random)),
            OperationKind.Attach => new Attach(device, Number(World.DeviceFrames, ref random), DmaKind.Iommu, page),
            OperationKind.Register => new Register(process, device, range),
            OperationKind.Unregister => new Unregister(process, device),
            OperationKind.MakeExclusive => new MakeExclusive(process, device, range),
            OperationKind.DeviceAtomic => new DeviceAtomic(process, device, page, random.Next()),
            OperationKind.Detach => new Detach(device),
            OperationKind.Lose => new Lose(device),
            OperationKind.FailUpdate => new FailUpdate(process, device),
            OperationKind.Advise => new Advise(process, range, (Advice)random.Below(World.AllFiles > 0 ? 8 : 7)),
            OperationKind.Remap => new Remap(
                process,
                range,
                Number(World.Pages, ref random),
                (RemapFlags)random.Below(8),
                Number(World.Pages, ref random)
            ),
            OperationKind.MapFile => new MapFile(
                process,
                range,
                protection,
                Number(World.AllFiles, ref random),
                Number(World.FilePages, ref random),
                (Sharing)random.Below(2)
            ),
            OperationKind.WriteBack => new WriteBack(Number(World.AllFiles, ref random), range),
            OperationKind.DropCache => new DropCache(Number(World.AllFiles, ref random), range),
            OperationKind.Truncate => new Truncate(
                Number(World.AllFiles, ref random),
                Number(World.FilePages, ref random)
            ),
            OperationKind.PunchHole => new PunchHole(Number(World.AllFiles, ref random), range),
            OperationKind.Compact => new Compact(process, page),
            OperationKind.Pin => new Pin(process, page, Number(World.Pins, ref random)),
            OperationKind.Unpin => new Unpin(Number(World.Pins, ref random)),
            OperationKind.Mlock => new Mlock(process, range),
            OperationKind.Munlock => new Munlock(process, range),
        };
    }

    private int Dead(ref Random64 random) => World.Processes + random.Below(3);

    private static int Number(int bound, ref Random64 random) =>
        random.Below(10) switch
        {
            0 => -1,
            1 => bound,
            2 => int.MaxValue,
            3 => int.MinValue,
            _ => random.Below(bound + 1),
        };
}
