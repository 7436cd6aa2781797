namespace HmmSpec.Mutation;

/// <summary>Another text at one place of a model's source.</summary>
/// <param name="Place">
/// The method or property in which the place is: <c>Close</c>, or <c>UnmapActivity.Close</c> where several types have one of
/// this name.
/// </param>
/// <param name="Find">The statement or expression there; it must stand there exactly once.</param>
/// <param name="Replace">What stands there instead.</param>
public sealed record Rewrite(string Place, string Find, string Replace);
