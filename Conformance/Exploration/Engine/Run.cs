namespace HmmSpec.Exploration;

/// <summary>Consecutive states of a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Offset">Where the first of them begins, in bytes.</param>
/// <param name="Start">Its position in the unit.</param>
/// <param name="Count">How many they are.</param>
/// <param name="FirstId">The number of the first among all states.</param>
internal readonly record struct Run(FrontierSegment Segment, int Offset, int Start, int Count, uint FirstId);
