namespace HmmSpec.Mutation;

/// <summary>A version of a model that differs from it in one place.</summary>
/// <param name="Operator">The operator that made it.</param>
/// <param name="Place">The member that it changes: type and method.</param>
/// <param name="Ordinal">Which place of this operator in the member it is, counted from 1.</param>
/// <param name="Before">What stands there.</param>
/// <param name="After">What stands there instead.</param>
public sealed record Mutant(string Operator, string Place, int Ordinal, string Before, string After)
{
    /// <summary>The name by which reports and the list of equivalent mutants know it.</summary>
    public string Id => $"{Operator}/{Place}/{Ordinal}";
}
