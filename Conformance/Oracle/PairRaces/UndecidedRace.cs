using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>A race of which it was not decided whether it diverges.</summary>
/// <param name="Script">The race.</param>
/// <param name="Reason">Why it was not.</param>
/// <param name="Evidence">What was seen beside it, such as the console of a kernel that stopped once; empty for nothing.</param>
public sealed record UndecidedRace(RaceScript Script, string Reason, string Evidence);
