namespace HmmSpec.Conformance;

/// <summary>What a trace diverges in, and the file that shows it again.</summary>
/// <param name="Found">What was found.</param>
/// <param name="Replay">The replay file; null if there is none.</param>
public sealed record KeptTrace(TraceFinding Found, string? Replay);
