using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The kinds of operation as a list, and the kind of an operation.</summary>
public static class OperationKinds
{
    /// <summary>All kinds, in the order of their numbers.</summary>
    public static IReadOnlyList<OperationKind> All { get; } = Enum.GetValues<OperationKind>();

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
        };
}
