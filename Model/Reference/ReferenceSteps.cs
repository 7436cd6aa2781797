using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The reference model in steps, as a value: what explores or schedules it can be given another model too.</summary>
public sealed class ReferenceSteps : IStepModel
{
    private static readonly PageRange NoPages = new(0, 0);

    /// <inheritdoc/>
    public Sequence<Activity> Kinds { get; } =
    [
        new AttachActivity(new Attach(0, 0, DmaKind.Direct, 0)),
        new Callbacks(0, 0, OwnerKeeps: false),
        new CpuFault(0, 0, Write: false, HoldsLock: false),
        new DeviceAccess(0, 0, NoPages, Write: false, 0),
        new DeviceFault(new RangeFault(0, 0, NoPages, Request.None, Request.None, []), EntersResult: false),
        new DontNeedActivity(new DontNeed(0, NoPages)),
        new EvictActivity(new Evict(0, 0)),
        new ExitActivity(new Exit(0)),
        new ForkActivity(new Fork(0, 0)),
        new MapActivity(new Map(0, NoPages, Protection.None)),
        new MigrateActivity(0, 0, NoPages, ToDevice: false),
        new Migration(0, 0, ToDevice: false, NoPages),
        new ProcessorAccess(0, 0, Write: false, 0),
        new ProtectActivity(new Protect(0, NoPages, Protection.None)),
        new RegisterActivity(new Register(0, 0, NoPages)),
        new SwapOutActivity(new SwapOut(0, 0)),
        new UnmapActivity(new Unmap(0, NoPages)),
        new UnregisterActivity(new Unregister(0, 0)),
        new ExclusiveAccess(0, 0, NoPages),
        new AtomicAccess(0, 0, 0, 0),
        new RemapActivity(new Remap(0, NoPages, 0, RemapFlags.None, 0)),
        new AdviseActivity(new Advise(0, NoPages, Advice.Free)),
        new MapFileActivity(new MapFile(0, NoPages, Protection.None, 0, 0, Sharing.Private)),
        new WriteBackActivity(new WriteBack(0, NoPages)),
        new DropCacheActivity(new DropCache(0, NoPages)),
        new CacheReclaim(0, 0),
        new TruncateActivity(0, NoPages, Cuts: false),
        new RemovalActivity(0, IsLost: false),
        new FailUpdateActivity(new FailUpdate(0, 0)),
        new CompactActivity(new Compact(0, 0)),
        new PinActivity(new Pin(0, 0, 0)),
        new UnpinActivity(new Unpin(0)),
        new MlockActivity(0, NoPages, Locks: true),
        new RangePopulation(0, NoPages, HoldsLock: false, IgnoresErrors: false),
    ];

    /// <inheritdoc/>
    public Activity Begin(Operation operation) => ReferenceModel.Begin(operation);
}
