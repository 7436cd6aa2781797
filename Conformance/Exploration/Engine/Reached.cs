namespace HmmSpec.Exploration;

/// <summary>A state that an operation leads to.</summary>
/// <param name="State">The state.</param>
/// <param name="Operation">The index of the operation.</param>
internal sealed record Reached(ReadOnlyMemory<byte> State, int Operation);
