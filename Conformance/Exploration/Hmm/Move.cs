using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>What an agent can do next: a step, or a whole operation where these follow each other.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Begun">The operation of which it is the first step, or null if it goes on with one.</param>
/// <param name="Steps">The steps; null if it can take none.</param>
/// <param name="After">The configuration after it.</param>
public readonly record struct Move(int Agent, Operation? Begun, Trail? Steps, Configuration After);
