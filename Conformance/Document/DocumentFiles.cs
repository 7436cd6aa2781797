namespace HmmSpec.Document;

/// <summary>What is made of the sources, and what is wrong with them.</summary>
/// <param name="Files">The files as they have to be; none if something is wrong.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record DocumentFiles(IReadOnlyList<SourceFile> Files, IReadOnlyList<Problem> Problems);
