using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>What became of a mutant.</summary>
[Closed]
public enum MutantFate
{
    /// <summary>Generated sequences showed what the specification does not allow.</summary>
    Killed,

    /// <summary>A scenario of a clause showed it, and no generated sequence of the plan did.</summary>
    KilledByScenario,

    /// <summary>Only the exact comparison saw it: what it does is allowed, or is shown to observers of events only.</summary>
    ExactOnly,

    /// <summary>Nothing saw it.</summary>
    Survived,
}

/// <summary>A mutant, and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Operations">How many operations were generated until it was seen, or in all.</param>
/// <param name="Milliseconds">How long that took, shrinking not counted.</param>
/// <param name="Finding">The shortest sequence that shows it; null if nothing does.</param>
public sealed record MutantVerdict(
    Mutant Mutant,
    MutantFate Fate,
    long Operations,
    double Milliseconds,
    Finding? Finding
)
{
    /// <summary>Whether the oracle noticed it.</summary>
    public bool IsKilled => Fate is MutantFate.Killed or MutantFate.KilledByScenario;

    /// <summary>The clause that the mutant was seen to break; null if nothing saw it.</summary>
    public string? Clause => Finding?.Divergence.Clause;

    /// <summary>The clauses that the finding names: that clause, and the one of an invariant that is broken with it.</summary>
    public IEnumerable<string> Named =>
        Finding is null ? [] : new[] { Finding.Divergence.Clause, Finding.Divergence.BrokenInvariant }.OfType<string>();

    /// <summary>How many operations the shortest sequence has; null if nothing saw it.</summary>
    public int? Length => Finding?.Operations.Count;
}
