using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Something that is not as a scenario wants it.</summary>
/// <param name="Line">The line that wants it, counted from 1; 0 if the scenario comes from no file.</param>
/// <param name="Sentence">What was wanted and what was found.</param>
public sealed record Mismatch(int Line, string Sentence)
{
    /// <summary>Line and sentence.</summary>
    public override string ToString() => $"{Line}: {Sentence}";
}

/// <summary>What a run of a scenario came to.</summary>
/// <param name="Mismatches">All that is not as wanted, in the order of the lines; none if the scenario holds.</param>
/// <param name="Fired">The clauses that the reference applied.</param>
public sealed record ScenarioRun(Sequence<Mismatch> Mismatches, ClauseSet Fired);
