namespace HmmSpec.Exploration.Core;

/// <summary>Transitions of one page side by side.</summary>
/// <param name="Deltas">What each adds to the code of the page.</param>
/// <param name="Operations">The index of the operation on the page.</param>
/// <param name="Devices">The device, where there is one.</param>
internal sealed record CoreSteps(long[] Deltas, ushort[] Operations, int[] Devices);
