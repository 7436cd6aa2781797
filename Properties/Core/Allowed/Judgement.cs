using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What is to be said of an answer.</summary>
[Closed]
public enum JudgementKind
{
    /// <summary>The specification allows it.</summary>
    Allowed,

    /// <summary>The specification does not.</summary>
    Diverges,

    /// <summary>Neither can be said.</summary>
    Open,
}

/// <summary>What is to be said of an answer, and why.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Divergence">In what it differs from the nearest that is allowed; null unless it diverges.</param>
/// <param name="Reason">Why nothing can be said; empty unless it is open.</param>
public sealed record Judgement(JudgementKind Kind, Divergence? Divergence, string Reason)
{
    /// <summary>The specification allows it.</summary>
    public static Judgement Allowed { get; } = new(JudgementKind.Allowed, null, "");

    /// <summary>The specification does not allow it.</summary>
    public static Judgement Diverges(Divergence divergence) => new(JudgementKind.Diverges, divergence, "");

    /// <summary>Nothing can be said.</summary>
    public static Judgement Open(string reason) => new(JudgementKind.Open, null, reason);
}
