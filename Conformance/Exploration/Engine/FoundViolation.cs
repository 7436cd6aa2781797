namespace HmmSpec.Exploration;

/// <summary>Something that is broken, and the shortest way to it.</summary>
/// <param name="Sentence">What is broken.</param>
/// <param name="Path">
/// Which initial state, then which successor each time; <see cref="PathReplay" /> shows the states and operations.
/// </param>
public sealed record FoundViolation(string Sentence, IReadOnlyList<int> Path)
{
    /// <summary>How many transitions lead to it.</summary>
    public int Length => Path.Count - 1;
}
