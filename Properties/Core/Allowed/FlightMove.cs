using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>A call or a return of a run.</summary>
/// <param name="Called">The operation that was called; null for a return.</param>
/// <param name="Index">Of a return: which of the operations in flight, in the order of their calls.</param>
/// <param name="Answer">Of a return: how it ended.</param>
internal readonly record struct FlightMove(Operation? Called, int Index, Answer? Answer);
