namespace HmmSpec.Exploration;

/// <summary>A transition.</summary>
/// <param name="From">The number of the state that it leaves.</param>
/// <param name="To">The number of the state that it leads to.</param>
/// <param name="Agent">Who moves.</param>
internal readonly record struct Edge(uint From, uint To, int Agent);
