using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The word that each operation begins with, the same in the text and the JSON form.</summary>
public static class Verbs
{
    /// <summary>The word of <see cref="Spec.Map"/>.</summary>
    public const string Map = "map";

    /// <summary>The word of <see cref="Spec.Unmap"/>.</summary>
    public const string Unmap = "unmap";

    /// <summary>The word of <see cref="Spec.Protect"/>.</summary>
    public const string Protect = "protect";

    /// <summary>The word of <see cref="Spec.DontNeed"/>.</summary>
    public const string DontNeed = "dontneed";

    /// <summary>The word of <see cref="Spec.Load"/>.</summary>
    public const string Load = "load";

    /// <summary>The word of <see cref="Spec.Store"/>.</summary>
    public const string Store = "store";

    /// <summary>The word of <see cref="Spec.Fork"/>.</summary>
    public const string Fork = "fork";

    /// <summary>The word of <see cref="Spec.Exit"/>.</summary>
    public const string Exit = "exit";

    /// <summary>The word of <see cref="Spec.SwapOut"/>.</summary>
    public const string SwapOut = "swap-out";

    /// <summary>The word of <see cref="Spec.Attach"/>.</summary>
    public const string Attach = "attach";

    /// <summary>The word of <see cref="Spec.Register"/>.</summary>
    public const string Register = "register";

    /// <summary>The word of <see cref="Spec.Unregister"/>.</summary>
    public const string Unregister = "unregister";

    /// <summary>The word of <see cref="Spec.RangeFault"/>.</summary>
    public const string RangeFault = "range-fault";

    /// <summary>The word of <see cref="Spec.DeviceLoad"/>.</summary>
    public const string DeviceLoad = "device-load";

    /// <summary>The word of <see cref="Spec.DeviceStore"/>.</summary>
    public const string DeviceStore = "device-store";

    /// <summary>The word of <see cref="Spec.Snapshot"/>.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>The word of <see cref="Spec.MigrateToDevice"/>.</summary>
    public const string MigrateToDevice = "migrate-to-device";

    /// <summary>The word of <see cref="Spec.MigrateToSystem"/>.</summary>
    public const string MigrateToSystem = "migrate-to-system";

    /// <summary>The word of <see cref="Spec.Evict"/>.</summary>
    public const string Evict = "evict";

    /// <summary>The word of <see cref="Spec.MakeExclusive"/>.</summary>
    public const string MakeExclusive = "make-exclusive";

    /// <summary>The word of <see cref="Spec.DeviceAtomic"/>.</summary>
    public const string DeviceAtomic = "device-atomic";

    /// <summary>The word of <see cref="Spec.Remap"/>.</summary>
    public const string Remap = "remap";

    /// <summary>The word of <see cref="Spec.Advise"/>.</summary>
    public const string Advise = "advise";

    /// <summary>The word of <see cref="Spec.MapFile"/>.</summary>
    public const string MapFile = "map-file";

    /// <summary>The word of <see cref="Spec.WriteBack"/>.</summary>
    public const string WriteBack = "write-back";

    /// <summary>The word of <see cref="Spec.DropCache"/>.</summary>
    public const string DropCache = "drop-cache";

    /// <summary>The word of <see cref="Spec.Truncate"/>.</summary>
    public const string Truncate = "truncate";

    /// <summary>The word of <see cref="Spec.PunchHole"/>.</summary>
    public const string PunchHole = "punch-hole";

    /// <summary>The word of <see cref="Spec.Detach"/>.</summary>
    public const string Detach = "detach";

    /// <summary>The word of <see cref="Spec.Lose"/>.</summary>
    public const string Lose = "lose";

    /// <summary>The word of <see cref="Spec.FailUpdate"/>.</summary>
    public const string FailUpdate = "fail-update";

    /// <summary>The word of <see cref="Spec.Compact"/>.</summary>
    public const string Compact = "compact";

    /// <summary>The word of <see cref="Spec.Pin"/>.</summary>
    public const string Pin = "pin";

    /// <summary>The word of <see cref="Spec.Unpin"/>.</summary>
    public const string Unpin = "unpin";

    /// <summary>The word of <see cref="Spec.Mlock"/>.</summary>
    public const string Mlock = "mlock";

    /// <summary>The word of <see cref="Spec.Munlock"/>.</summary>
    public const string Munlock = "munlock";

    /// <summary>All of them, in the order of the operations.</summary>
    public static Sequence<string> All { get; } =
    [
        Map,
        Unmap,
        Protect,
        DontNeed,
        Load,
        Store,
        Fork,
        Exit,
        SwapOut,
        Attach,
        Register,
        Unregister,
        RangeFault,
        DeviceLoad,
        DeviceStore,
        Snapshot,
        MigrateToDevice,
        MigrateToSystem,
        Evict,
        MakeExclusive,
        DeviceAtomic,
        Remap,
        Advise,
        MapFile,
        WriteBack,
        DropCache,
        Truncate,
        PunchHole,
        Detach,
        Lose,
        FailUpdate,
        Compact,
        Pin,
        Unpin,
        Mlock,
        Munlock,
    ];

    /// <summary>The word of an operation.</summary>
    public static string Of(Operation operation) =>
        operation switch
        {
            Spec.Map => Map,
            Spec.Unmap => Unmap,
            Spec.Protect => Protect,
            Spec.DontNeed => DontNeed,
            Spec.Load => Load,
            Spec.Store => Store,
            Spec.Fork => Fork,
            Spec.Exit => Exit,
            Spec.SwapOut => SwapOut,
            Spec.Attach => Attach,
            Spec.Register => Register,
            Spec.Unregister => Unregister,
            Spec.RangeFault => RangeFault,
            Spec.DeviceLoad => DeviceLoad,
            Spec.DeviceStore => DeviceStore,
            Spec.Snapshot => Snapshot,
            Spec.MigrateToDevice => MigrateToDevice,
            Spec.MigrateToSystem => MigrateToSystem,
            Spec.Evict => Evict,
            Spec.MakeExclusive => MakeExclusive,
            Spec.DeviceAtomic => DeviceAtomic,
            Spec.Remap => Remap,
            Spec.Advise => Advise,
            Spec.MapFile => MapFile,
            Spec.WriteBack => WriteBack,
            Spec.DropCache => DropCache,
            Spec.Truncate => Truncate,
            Spec.PunchHole => PunchHole,
            Spec.Detach => Detach,
            Spec.Lose => Lose,
            Spec.FailUpdate => FailUpdate,
            Spec.Compact => Compact,
            Spec.Pin => Pin,
            Spec.Unpin => Unpin,
            Spec.Mlock => Mlock,
            Spec.Munlock => Munlock,
        };
}
