using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The words for kinds of operation: those with which the operations begin in the text form.</summary>
public static class KindNames
{
    /// <summary>The words.</summary>
    public static Vocabulary<OperationKind> All { get; } = new("an operation", Of);

    private static string Of(OperationKind kind) =>
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
        };
}
