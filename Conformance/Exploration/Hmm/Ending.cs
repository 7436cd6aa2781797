using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A way in which an operation can end that runs alone.</summary>
/// <param name="After">The configuration after it.</param>
/// <param name="Steps">Its steps; null if it waits at once and for ever.</param>
/// <param name="Violation">What it breaks, or null.</param>
public readonly record struct Ending(Configuration After, Trail? Steps, Violation? Violation);
