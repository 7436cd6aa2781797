namespace HmmSpec.Conformance;

/// <summary>A replay file that was replayed first: kept by an earlier run, or listed in the baseline.</summary>
/// <param name="File">The replay file, where it is now.</param>
/// <param name="Verdict"><c>diverges</c>, <c>fixed</c> if it no longer does, or <c>undecided</c>.</param>
/// <param name="IsListed">Whether the baseline lists it.</param>
/// <param name="Clause">The clause that it still breaks.</param>
public sealed record ResultKept(string File, string Verdict, bool IsListed, string? Clause = null) : ResultLine;
