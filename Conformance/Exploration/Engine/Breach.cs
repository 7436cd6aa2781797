namespace HmmSpec.Exploration;

/// <summary>Something broken.</summary>
/// <param name="Position">The position of the state in its unit.</param>
/// <param name="Ordinal">Which of its transitions, or -1 for the state itself.</param>
/// <param name="Sentence">What.</param>
internal sealed record Breach(uint Position, int Ordinal, string Sentence);
