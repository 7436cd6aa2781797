namespace HmmSpec.Exploration;

/// <summary>A state from which the system can run for ever without progress, and everybody gets a turn.</summary>
/// <param name="Path">Which initial state, then which successor each time, leads to it.</param>
/// <param name="States">How many states the cycle goes through.</param>
public sealed record FairCycle(IReadOnlyList<int> Path, int States);
