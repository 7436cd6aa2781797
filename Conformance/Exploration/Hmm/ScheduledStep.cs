using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A step of a schedule.</summary>
/// <param name="Agent">Who takes it, from 0 on.</param>
/// <param name="Begun">The operation that begins with it; null if the agent goes on with one.</param>
/// <param name="Taken">The step.</param>
public sealed record ScheduledStep(int Agent, Operation? Begun, Successor Taken);
