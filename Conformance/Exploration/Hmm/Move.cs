using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A step that an agent can take.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Begun">The operation of which it is the first step, or null if it goes on with one.</param>
/// <param name="Taken">The step.</param>
/// <param name="After">The configuration after it.</param>
public readonly record struct Move(int Agent, Operation? Begun, Successor Taken, Configuration After);
