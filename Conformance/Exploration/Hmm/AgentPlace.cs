namespace HmmSpec.Exploration;

/// <summary>Where an agent is in its plan.</summary>
/// <param name="Plan">The number of its plan; agents with equal plans have the same.</param>
/// <param name="Left">How many operations it may still begin.</param>
/// <param name="Operation">Which operation of its plan it is in the middle of; 0 if it is in the middle of none.</param>
public readonly record struct AgentPlace(int Plan, int Left, int Operation);
