using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The kinds of operation as a list, and the kind of an operation.</summary>
public static class OperationKinds
{
    /// <summary>All kinds, in the order of their numbers.</summary>
    public static IReadOnlyList<OperationKind> All { get; } = Enum.GetValues<OperationKind>();

    /// <summary>The kinds that mean nothing in a world without files.</summary>
    public static IReadOnlyList<OperationKind> OfFiles { get; } =
    [
        OperationKind.MapFile,
        OperationKind.WriteBack,
        OperationKind.DropCache,
        OperationKind.Truncate,
        OperationKind.PunchHole,
    ];

    /// <summary>The kinds that mean nothing in a world without pins.</summary>
    public static IReadOnlyList<OperationKind> OfPins { get; } = [OperationKind.Pin, OperationKind.Unpin];

    /// <summary>
    /// The kinds of a world that names none: what was counted and recorded with these stays as it was, and what came later
    /// is named where it is wanted.
    /// </summary>
    public static IReadOnlyList<OperationKind> Basic { get; } =
    [
        .. All.Where(static kind =>
            kind
                is not (
                    OperationKind.MakeExclusive
                    or OperationKind.DeviceAtomic
                    or OperationKind.Remap
                    or OperationKind.Advise
                    or OperationKind.Detach
                    or OperationKind.Lose
                    or OperationKind.FailUpdate
                    or OperationKind.Compact
                    or OperationKind.Mlock
                    or OperationKind.Munlock
                )
            && !OfFiles.Contains(kind)
            && !OfPins.Contains(kind)
        ),
    ];

    /// <summary>Their names: the words with which the operations begin in the text form.</summary>
    public static Vocabulary<OperationKind> Names { get; } = new("an operation", NameOf);

    /// <summary>The kind of an operation.</summary>
    public static OperationKind Of(Operation operation) =>
        operation switch
        {
            Load => OperationKind.Load,
            Store => OperationKind.Store,
            DeviceLoad => OperationKind.DeviceLoad,
            DeviceStore => OperationKind.DeviceStore,
            RangeFault => OperationKind.RangeFault,
            Snapshot => OperationKind.Snapshot,
            MigrateToDevice => OperationKind.MigrateToDevice,
            MigrateToSystem => OperationKind.MigrateToSystem,
            Evict => OperationKind.Evict,
            SwapOut => OperationKind.SwapOut,
            Map => OperationKind.Map,
            Unmap => OperationKind.Unmap,
            Protect => OperationKind.Protect,
            DontNeed => OperationKind.DontNeed,
            Fork => OperationKind.Fork,
            Exit => OperationKind.Exit,
            Attach => OperationKind.Attach,
            Register => OperationKind.Register,
            Unregister => OperationKind.Unregister,
            MakeExclusive => OperationKind.MakeExclusive,
            DeviceAtomic => OperationKind.DeviceAtomic,
            Remap => OperationKind.Remap,
            Advise => OperationKind.Advise,
            MapFile => OperationKind.MapFile,
            WriteBack => OperationKind.WriteBack,
            DropCache => OperationKind.DropCache,
            Truncate => OperationKind.Truncate,
            PunchHole => OperationKind.PunchHole,
            Detach => OperationKind.Detach,
            Lose => OperationKind.Lose,
            FailUpdate => OperationKind.FailUpdate,
            Compact => OperationKind.Compact,
            Pin => OperationKind.Pin,
            Unpin => OperationKind.Unpin,
            Mlock => OperationKind.Mlock,
            Munlock => OperationKind.Munlock,
        };

    private static string NameOf(OperationKind kind) =>
        kind switch
        {
            OperationKind.Load => Verbs.Load,
            OperationKind.Store => Verbs.Store,
            OperationKind.DeviceLoad => Verbs.DeviceLoad,
            OperationKind.DeviceStore => Verbs.DeviceStore,
            OperationKind.RangeFault => Verbs.RangeFault,
            OperationKind.Snapshot => Verbs.Snapshot,
            OperationKind.MigrateToDevice => Verbs.MigrateToDevice,
            OperationKind.MigrateToSystem => Verbs.MigrateToSystem,
            OperationKind.Evict => Verbs.Evict,
            OperationKind.SwapOut => Verbs.SwapOut,
            OperationKind.Map => Verbs.Map,
            OperationKind.Unmap => Verbs.Unmap,
            OperationKind.Protect => Verbs.Protect,
            OperationKind.DontNeed => Verbs.DontNeed,
            OperationKind.Fork => Verbs.Fork,
            OperationKind.Exit => Verbs.Exit,
            OperationKind.Attach => Verbs.Attach,
            OperationKind.Register => Verbs.Register,
            OperationKind.Unregister => Verbs.Unregister,
            OperationKind.MakeExclusive => Verbs.MakeExclusive,
            OperationKind.DeviceAtomic => Verbs.DeviceAtomic,
            OperationKind.Remap => Verbs.Remap,
            OperationKind.Advise => Verbs.Advise,
            OperationKind.MapFile => Verbs.MapFile,
            OperationKind.WriteBack => Verbs.WriteBack,
            OperationKind.DropCache => Verbs.DropCache,
            OperationKind.Truncate => Verbs.Truncate,
            OperationKind.PunchHole => Verbs.PunchHole,
            OperationKind.Detach => Verbs.Detach,
            OperationKind.Lose => Verbs.Lose,
            OperationKind.FailUpdate => Verbs.FailUpdate,
            OperationKind.Compact => Verbs.Compact,
            OperationKind.Pin => Verbs.Pin,
            OperationKind.Unpin => Verbs.Unpin,
            OperationKind.Mlock => Verbs.Mlock,
            OperationKind.Munlock => Verbs.Munlock,
        };
}
