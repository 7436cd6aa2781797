namespace HmmSpec.Mutation;

/// <summary>A reason why some mutants cannot be told from the original.</summary>
/// <param name="Pattern">
/// Operator and place, such as <c>guard-denied/OptimizedMachine.Tell</c>, and behind them perhaps which of them is meant, as in
/// the name of a mutant; a star stands for anything.
/// </param>
/// <param name="Before">What the mutants change; null for whatever it is.</param>
/// <param name="Reason">Why nobody can see a difference.</param>
/// <param name="Line">Where it stands in the list, counted from 1.</param>
public sealed record EquivalentMutant(string Pattern, string? Before, string Reason, int Line)
{
    /// <summary>How many parts the name of a mutant has.</summary>
    internal const int Parts = 3;

    /// <summary>Whether it is said of this mutant.</summary>
    public bool IsOf(Mutant mutant) =>
        NamePattern.Fits(Pattern, Pattern.Split('/').Length == Parts ? mutant.Id : $"{mutant.Operator}/{mutant.Place}")
        && (Before is null || Before == mutant.Before);

    /// <summary>Whether it is said of one place alone, so that a kill refutes it.</summary>
    public bool IsExact => !Pattern.Contains('*', StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Before is null ? Pattern : $"{Pattern} `{Before}`";
}
