using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A way in which an operation can end that runs alone.</summary>
/// <param name="After">The configuration after it.</param>
/// <param name="Taken">Its last step; null if it waits for ever.</param>
/// <param name="Violation">What it breaks, or null.</param>
public readonly record struct Ending(Configuration After, Successor? Taken, Violation? Violation);
