using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>A state in which an implementation may be after an operation, and how it got there.</summary>
/// <param name="State">The state.</param>
/// <param name="Ending">How the operation ended.</param>
/// <param name="Happenings">How much has to have happened by itself.</param>
internal readonly record struct PossibleState(State State, Transition Ending, int Happenings);
