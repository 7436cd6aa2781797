using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>The kinds of operation by number and verb.</summary>
internal static class OperationNames
{
    /// <summary>The verbs in the order of <see cref="OperationKind"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OperationKinds.All.Select(CheckNames.Kinds.NameOf)];

    /// <summary>The number of an operation's kind.</summary>
    public static int Of(Operation operation) => (int)OperationKinds.Of(operation);
}
