namespace HmmSpec.Document;

/// <summary>A file that the document is made of.</summary>
/// <param name="Path">Where it is in the repository, with slashes.</param>
/// <param name="Text">What it says; the ends of its lines do not matter.</param>
public sealed record SourceFile(string Path, string Text);
