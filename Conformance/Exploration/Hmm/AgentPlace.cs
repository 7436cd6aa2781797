using HmmSpec.Data;

namespace HmmSpec.Exploration;

/// <summary>Where an agent is in its plan.</summary>
/// <param name="Plan">The number of its plan; agents with equal plans have the same.</param>
/// <param name="Left">How many operations it may still begin.</param>
/// <param name="Verb">Which kind of operation it is in the middle of.</param>
/// <param name="History">What it has done up to now and how that ended, if that is recorded.</param>
public readonly record struct AgentPlace(int Plan, int Left, int Verb, Sequence<byte> History);
