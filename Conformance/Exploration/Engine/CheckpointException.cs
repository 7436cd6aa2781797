namespace HmmSpec.Exploration;

/// <summary>A checkpoint cannot be used, or cannot be written: why, in one sentence.</summary>
public sealed class CheckpointException(string sentence) : Exception(sentence);
