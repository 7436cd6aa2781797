using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The words for what a clause says of itself.</summary>
public static class ClauseWords
{
    /// <summary>The kind: <c>rule</c>, <c>error</c>, <c>choice</c> or <c>invariant</c>.</summary>
    public static string Of(ClauseKind kind) =>
        kind switch
        {
            ClauseKind.Rule => "rule",
            ClauseKind.Error => "error",
            ClauseKind.Choice => "choice",
            ClauseKind.Invariant => "invariant",
        };

    /// <summary>The versions in which it holds: <c>v9, linux-6.1</c>; <c>recommended</c> where kernels differ or are silent.</summary>
    public static string Of(KernelVersions versions)
    {
        IReadOnlyList<string> names = List(versions);
        return names.Count == 0 ? "recommended" : string.Join(", ", names);
    }

    /// <summary>The versions one by one.</summary>
    public static IReadOnlyList<string> List(KernelVersions versions) =>
        [
            .. versions.HasFlag(KernelVersions.V9) ? ["v9"] : Array.Empty<string>(),
            .. versions.HasFlag(KernelVersions.Linux61) ? ["linux-6.1"] : Array.Empty<string>(),
        ];
}
