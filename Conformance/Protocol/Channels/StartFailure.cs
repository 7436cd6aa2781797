namespace HmmSpec.Protocol;

/// <summary>Why there is no channel to a subject.</summary>
/// <param name="Problem">What kind of reason.</param>
/// <param name="Sentence">It in a sentence for the user.</param>
public sealed record StartFailure(StartProblem Problem, string Sentence);
