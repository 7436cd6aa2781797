namespace HmmSpec.Conformance;

/// <summary>What became of an entry of the baseline.</summary>
/// <param name="Name">The clause or the replay file that it names.</param>
/// <param name="State"><c>diverges</c>, <c>stale</c> if it no longer does, <c>undecided</c> if the run did not see all.</param>
/// <param name="Times">In how many files, scenarios and generated sequences it diverged.</param>
/// <param name="Issue">Where people talk about it.</param>
/// <param name="Since">Since when it is known.</param>
public sealed record ResultEntry(string Name, string State, long Times, string? Issue = null, string? Since = null)
    : ResultLine;
