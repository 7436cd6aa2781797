namespace HmmSpec.Conformance;

/// <summary>How far the generated sequences are; written whenever twice as many have run.</summary>
/// <param name="Sequences">How many have run, without a gap from the first on.</param>
/// <param name="Operations">How many operations they had together.</param>
/// <param name="Known">How many of them ended in a divergence that is known.</param>
public sealed record ResultProgress(long Sequences, long Operations, long Known) : ResultLine;
