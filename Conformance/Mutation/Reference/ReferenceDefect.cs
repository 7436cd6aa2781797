using HmmSpec.Conformance;
using HmmSpec.Data;

namespace HmmSpec.Mutation;

/// <summary>A defect of the reference, made by rewriting one or more places of its source.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Sentence">What the rules do wrong.</param>
/// <param name="Breaks">The invariant that it breaks first, such as INV-1; INV-45 if activities do not end.</param>
/// <param name="Clause">The clause that the rules do not follow any more.</param>
/// <param name="Steps">How many steps the shortest schedule has that shows it, after the setup of its world.</param>
/// <param name="World">A world in which looking at everything shows it.</param>
/// <param name="Rewrites">The places, and what stands there.</param>
public sealed record ReferenceDefect(
    string Id,
    string Sentence,
    string Breaks,
    string Clause,
    int Steps,
    SmallWorld World,
    Sequence<Rewrite> Rewrites
)
{
    /// <summary>Other invariants that the same step breaks.</summary>
    public Sequence<string> BreaksToo { get; init; }

    /// <summary>Whether it shows only when activities take turns.</summary>
    public bool NeedsInterleaving => World.Agents.Count > 1;
}
