namespace HmmSpec.Spec;

/// <summary>What is wrong with a state or a step.</summary>
/// <param name="Invariant">The invariant that does not hold, such as <c>INV-1</c>.</param>
/// <param name="Clause">The clause that it states, such as <c>MIR-12</c>.</param>
/// <param name="Sentence">Where, and what was found there.</param>
public sealed record Violation(string Invariant, string Clause, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Invariant} ({Clause}): {Sentence}";
}
