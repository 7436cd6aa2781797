using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>How often a clause is followed, and by what.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Scenarios">In how many scenarios of clauses.</param>
/// <param name="Alone">In how many generated operations that ran one after another.</param>
/// <param name="Races">In how many generated races.</param>
/// <param name="IsOfProfile">Whether it can be followed in the profile at all.</param>
public sealed record ClauseReach(Clause Clause, long Scenarios, long Alone, long Races, bool IsOfProfile)
{
    /// <summary>Whether it is an invariant, which is asked of every state and followed by no step.</summary>
    public bool IsInvariant => Clause.Kind == ClauseKind.Invariant;

    /// <summary>Whether nothing follows it although something should.</summary>
    public bool IsGap => IsOfProfile && !IsInvariant && Scenarios + Alone + Races == 0;

    /// <summary>Whether only a scenario that was written for it follows it.</summary>
    public bool IsByScenarioOnly => IsOfProfile && !IsInvariant && Scenarios > 0 && Alone + Races == 0;
}
