using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>In what an implementation differs from the reference.</summary>
[Closed]
public enum DivergenceKind
{
    /// <summary>The outcome of an operation.</summary>
    Outcome,

    /// <summary>The notifications.</summary>
    Events,

    /// <summary>A page of a process: entry, rights, content, counts, TLB.</summary>
    Page,

    /// <summary>A page of a mirror.</summary>
    Mirror,

    /// <summary>Something else of the state.</summary>
    State,

    /// <summary>The state breaks an invariant.</summary>
    Invariant,

    /// <summary>It ended with an exception of its own.</summary>
    Crash,

    /// <summary>The reference itself breaks an invariant or transparency: the specification is wrong.</summary>
    Specification,
}

/// <summary>The first difference between an implementation and the reference in a run.</summary>
/// <param name="Kind">In what they differ.</param>
/// <param name="Clause">The id of the clause that decides.</param>
/// <param name="Subject">What is different, such as <c>outcome</c> or <c>p0 page 3</c>.</param>
/// <param name="Expected">What the reference has.</param>
/// <param name="Found">What the implementation has.</param>
public sealed record Divergence(DivergenceKind Kind, string Clause, string Subject, string Expected, string Found)
{
    /// <summary>Kind and clause in a few characters, for lists.</summary>
    public string Signature => $"{Kind} {Clause}";

    /// <summary>
    /// The clause of an invariant that the implementation's state breaks at the same time, which often says better what
    /// went wrong; null if there is none.
    /// </summary>
    public string? BrokenInvariant { get; init; }

    /// <summary>The outcomes that are allowed here, the canonical one first; empty where the outcome is not what differs.</summary>
    public Sequence<string> Allowed { get; init; }

    /// <summary>The step of the reference that decides; null if none does.</summary>
    public StepName? Step { get; init; }
}
