using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Why a run ended.</summary>
[Closed]
public enum CheckEnd
{
    /// <summary>All sequences ran.</summary>
    Complete,

    /// <summary>The time was up.</summary>
    OutOfTime,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>A divergence was found.</summary>
    Diverged,

    /// <summary>The subject could not be asked any more.</summary>
    Failed,
}

/// <summary>A divergence that generated sequences found.</summary>
/// <param name="Sequence">Which sequence of the run it was, counted from 0.</param>
/// <param name="Original">The sequence up to the divergence.</param>
/// <param name="Shrunk">The shortest sequence that ends in the same divergence.</param>
/// <param name="Tries">How many tries shrinking took.</param>
public sealed record CheckFinding(long Sequence, Finding Original, Finding Shrunk, int Tries)
{
    /// <summary>How often it came again, if not each time: <c>2 of 3</c>; else null.</summary>
    public string? Flaky { get; init; }
}

/// <summary>A known clause, and the generated sequences that ended in a divergence from it.</summary>
/// <param name="Count">How many did.</param>
/// <param name="Sequence">The first one, counted from 0.</param>
/// <param name="Finding">What it ended in; not shrunk.</param>
public sealed record KnownDivergence(long Count, long Sequence, Finding Finding);

/// <summary>What a run of generated sequences did and found.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Sequences">How many sequences ran.</param>
/// <param name="Operations">How many operations they had together.</param>
/// <param name="Seconds">How long it took, shrinking not counted.</param>
/// <param name="PerKind">How many operations of each kind ran.</param>
/// <param name="PerClause">In how many operations each clause of the catalogue was followed.</param>
/// <param name="Finding">The divergence, if one was found: that of the lowest sequence.</param>
public sealed record CheckReport(
    CheckOptions Options,
    CheckEnd End,
    long Sequences,
    long Operations,
    double Seconds,
    IReadOnlyList<long> PerKind,
    IReadOnlyList<long> PerClause,
    CheckFinding? Finding
)
{
    /// <summary>
    /// The known clauses that sequences ended in, in the order of the first of them. If a divergence was found, only the
    /// sequences before it count, so that the number of workers changes nothing.
    /// </summary>
    public IReadOnlyList<KnownDivergence> Known { get; init; } = [];

    /// <summary>Why the subject could not be asked any more; null if it could.</summary>
    public SubjectFailure? Failure { get; init; }
}
