using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The words of reports and options for the terms of checking.</summary>
public static class CheckNames
{
    /// <summary>The kinds of operation: the words with which the operations begin in the text form.</summary>
    public static Vocabulary<OperationKind> Kinds { get; } = new("an operation", Of);

    /// <summary>How strictly a subject is compared.</summary>
    public static Vocabulary<Comparison> Comparisons { get; } = new("a comparison", Of);

    private static string Of(Comparison comparison) =>
        comparison switch
        {
            Comparison.Exact => "exact",
            Comparison.Loose => "loose",
        };

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
