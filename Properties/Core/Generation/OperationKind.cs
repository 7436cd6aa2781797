using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The kinds of operation, for weights and counts.</summary>
[Closed]
public enum OperationKind
{
    /// <summary><see cref="Spec.Load"/>.</summary>
    Load,

    /// <summary><see cref="Spec.Store"/>.</summary>
    Store,

    /// <summary><see cref="Spec.DeviceLoad"/>.</summary>
    DeviceLoad,

    /// <summary><see cref="Spec.DeviceStore"/>.</summary>
    DeviceStore,

    /// <summary><see cref="Spec.RangeFault"/>.</summary>
    RangeFault,

    /// <summary><see cref="Spec.Snapshot"/>.</summary>
    Snapshot,

    /// <summary><see cref="Spec.MigrateToDevice"/>.</summary>
    MigrateToDevice,

    /// <summary><see cref="Spec.MigrateToSystem"/>.</summary>
    MigrateToSystem,

    /// <summary><see cref="Spec.Evict"/>.</summary>
    Evict,

    /// <summary><see cref="Spec.SwapOut"/>.</summary>
    SwapOut,

    /// <summary><see cref="Spec.Map"/>.</summary>
    Map,

    /// <summary><see cref="Spec.Unmap"/>.</summary>
    Unmap,

    /// <summary><see cref="Spec.Protect"/>.</summary>
    Protect,

    /// <summary><see cref="Spec.DontNeed"/>.</summary>
    DontNeed,

    /// <summary><see cref="Spec.Fork"/>.</summary>
    Fork,

    /// <summary><see cref="Spec.Exit"/>.</summary>
    Exit,

    /// <summary><see cref="Spec.Attach"/>.</summary>
    Attach,

    /// <summary><see cref="Spec.Register"/>.</summary>
    Register,

    /// <summary><see cref="Spec.Unregister"/>.</summary>
    Unregister,

    /// <summary><see cref="Spec.MakeExclusive"/>.</summary>
    MakeExclusive,

    /// <summary><see cref="Spec.DeviceAtomic"/>.</summary>
    DeviceAtomic,

    /// <summary><see cref="Spec.Remap"/>.</summary>
    Remap,

    /// <summary><see cref="Spec.Advise"/>.</summary>
    Advise,

    /// <summary><see cref="Spec.MapFile"/>.</summary>
    MapFile,

    /// <summary><see cref="Spec.WriteBack"/>.</summary>
    WriteBack,

    /// <summary><see cref="Spec.DropCache"/>.</summary>
    DropCache,

    /// <summary><see cref="Spec.Truncate"/>.</summary>
    Truncate,

    /// <summary><see cref="Spec.PunchHole"/>.</summary>
    PunchHole,

    /// <summary><see cref="Spec.Detach"/>.</summary>
    Detach,

    /// <summary><see cref="Spec.Lose"/>.</summary>
    Lose,

    /// <summary><see cref="Spec.FailUpdate"/>.</summary>
    FailUpdate,

    /// <summary><see cref="Spec.Compact"/>.</summary>
    Compact,

    /// <summary><see cref="Spec.Pin"/>.</summary>
    Pin,

    /// <summary><see cref="Spec.Unpin"/>.</summary>
    Unpin,

    /// <summary><see cref="Spec.Mlock"/>.</summary>
    Mlock,

    /// <summary><see cref="Spec.Munlock"/>.</summary>
    Munlock,
}
