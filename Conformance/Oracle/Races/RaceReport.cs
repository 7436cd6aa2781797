using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>A fault that a generated race showed.</summary>
/// <param name="Run">Which race of the check it was, counted from 0.</param>
/// <param name="Original">The race up to the fault.</param>
/// <param name="Shrunk">The smallest race that ends in the same fault.</param>
/// <param name="Tries">How many tries shrinking took.</param>
public sealed record FoundRace(long Run, RaceFinding Original, RaceFinding Shrunk, int Tries);

/// <summary>What a run of generated races did and found.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Totals">How much ran.</param>
/// <param name="Seconds">How long it took, shrinking not counted.</param>
/// <param name="Found">The fault, if one was found: that of the lowest race.</param>
public sealed record RaceReport(CheckEnd End, RaceTotals Totals, double Seconds, FoundRace? Found);
