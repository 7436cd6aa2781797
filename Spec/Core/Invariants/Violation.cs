using System.Text.RegularExpressions;

namespace HmmSpec.Spec;

/// <summary>What is wrong with a state or a step.</summary>
/// <param name="Invariant">The invariant that does not hold, such as <c>INV-1</c>.</param>
/// <param name="Clause">The clause that it states, such as <c>MIR-12</c>.</param>
/// <param name="Sentence">Where, and what was found there.</param>
public sealed partial record Violation(string Invariant, string Clause, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Invariant} ({Clause}): {Sentence}";

    /// <summary>What was written by <see cref="ToString"/>; null if it is something else.</summary>
    public static Violation? Parse(string text) =>
        Written().Match(text) is { Success: true, Groups: var parts }
            ? new Violation(parts[1].Value, parts[2].Value, parts[3].Value)
            : null;

    [GeneratedRegex(@"\A(\S+) \(([A-Z]+-[0-9]+)\): (.*)\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
