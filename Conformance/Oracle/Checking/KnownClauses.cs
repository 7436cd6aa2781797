using HmmSpec.Data;

namespace HmmSpec.Conformance;

/// <summary>Clauses of which it is known that the subject breaks them.</summary>
/// <param name="Clauses">Their ids.</param>
public sealed record KnownClauses(Sequence<string> Clauses)
{
    /// <summary>Nothing is known: every divergence is one.</summary>
    public static KnownClauses None { get; } = new([]);

    /// <summary>Whatever is broken is taken for known, so that everything is found that a run can find.</summary>
    public static KnownClauses Everything { get; } = new([]) { IsEverything = true };

    /// <summary>Whether nothing is known.</summary>
    public bool IsNone => !IsEverything && Clauses.Count == 0;

    private bool IsEverything { get; init; }

    /// <summary>Whether a clause is one of them.</summary>
    public bool Contains(string clause) => IsEverything || Clauses.Contains(clause);
}
