using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>A defect made by rewriting one place of the optimized machine's source.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Sentence">What the machine does wrong.</param>
/// <param name="Method">The method of the machine in which the place is.</param>
/// <param name="Find">The statement or expression there; it must stand in the method exactly once.</param>
/// <param name="Replace">What stands there instead.</param>
/// <param name="Clause">The clause that it breaks.</param>
/// <param name="Shortest">How many operations the shortest sequence has that shows it, in whatever.</param>
public sealed record SeededDefect(
    string Id,
    string Sentence,
    string Method,
    string Find,
    string Replace,
    string Clause,
    int Shortest
)
{
    /// <summary>
    /// How many operations the shortest sequence has that breaks <see cref="Clause"/>: the goal of shrinking, which keeps
    /// to the clause of what was found.
    /// </summary>
    public int ShortestOfClause { get; init; } = Shortest;

    /// <summary>The kinds of operation that it takes besides the basic ones.</summary>
    public IReadOnlyList<OperationKind> Needs { get; init; } = [];

    /// <summary>The kinds among which its sequence is looked for.</summary>
    public IReadOnlyList<OperationKind> Kinds => [.. OperationKinds.Basic, .. Needs];

    /// <summary>The world in which it shows.</summary>
    public World World { get; init; } = World.Default;

    /// <summary>The profile in which it shows.</summary>
    public Profile Profile { get; init; } = Profile.Strict;

    /// <summary>Its place and what stands there.</summary>
    public Rewrite Rewrite => new(Method, Find, Replace);
}
