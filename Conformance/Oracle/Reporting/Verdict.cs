using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a check can come to.</summary>
[Closed]
public enum VerdictKind
{
    /// <summary>Everything ran, and nothing that the specification does not allow was seen.</summary>
    Conforms,

    /// <summary>Something was seen that the specification does not allow.</summary>
    Diverges,

    /// <summary>Neither can be said.</summary>
    Inconclusive,
}

/// <summary>What a check came to.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Detail">The broken clause, or why nothing can be said, or what is known; empty for a subject that conforms.</param>
public sealed record Verdict(VerdictKind Kind, string Detail)
{
    /// <summary>The verdict on a subject that conforms.</summary>
    public static Verdict Conforms { get; } = new(VerdictKind.Conforms, "");

    /// <summary>The word of the kind.</summary>
    public string Word =>
        Kind switch
        {
            VerdictKind.Conforms => "conforms",
            VerdictKind.Diverges => "diverges",
            VerdictKind.Inconclusive => "inconclusive",
        };

    /// <summary>The verdict on a subject that breaks a clause.</summary>
    public static Verdict Diverges(string clause) => new(VerdictKind.Diverges, clause);

    /// <summary>The verdict on a subject that diverges only in what is known, or no longer in what was.</summary>
    public static Verdict ConformsBut(IReadOnlyList<string> known, IReadOnlyList<string> stale)
    {
        IEnumerable<string> details =
        [
            .. known.Count == 0 ? Array.Empty<string>() : [$"but for what is known of {string.Join(", ", known)}"],
            .. stale.Count == 0 ? Array.Empty<string>() : [$"the baseline has too much: {string.Join(", ", stale)}"],
        ];
        return Conforms with { Detail = string.Join("; ", details) };
    }

    /// <summary>No verdict, and why.</summary>
    public static Verdict Inconclusive(string reason) => new(VerdictKind.Inconclusive, reason);

    /// <summary>The verdict in one line: <c>conforms</c>, <c>diverges: MIG-3</c>, <c>inconclusive: stopped</c>.</summary>
    public override string ToString() => Detail.Length == 0 ? Word : $"{Word}: {Detail}";
}
