namespace HmmSpec.Mutation;

/// <summary>All operators, in the order in which reports list them.</summary>
internal static class MutationOperators
{
    public static IReadOnlyList<MutationOperator> All { get; } =
    [.. CallOperators.All, .. StateOperators.All, .. RangeOperators.All, .. GuardOperators.All];
}
