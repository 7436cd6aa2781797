namespace HmmSpec.Conformance;

/// <summary>How far a run of generated sequences is.</summary>
/// <param name="Sequences">How many sequences have run, without a gap from the first on.</param>
/// <param name="Operations">How many operations they had together.</param>
/// <param name="Known">How many of them ended in a divergence that is known.</param>
public sealed record CheckProgress(long Sequences, long Operations, long Known);
