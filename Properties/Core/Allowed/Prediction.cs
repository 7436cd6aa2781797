using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// What an operation comes to canonically from a state, found out when the operation was chosen, so that it need not be found
/// out again if the implementation turns out to be in that state.
/// </summary>
/// <param name="Operation">The operation.</param>
/// <param name="Before">The state; null if nothing is predicted.</param>
/// <param name="Canonical">What it comes to.</param>
public readonly record struct Prediction(Operation Operation, State? Before, Transition Canonical);
