namespace HmmSpec.Document;

/// <summary>Why the document cannot be made, or not as it should be.</summary>
/// <param name="File">The file to mend.</param>
/// <param name="Line">The line there, 1-based; 0 if the file itself is missing.</param>
/// <param name="Sentence">What is wrong, and what to do.</param>
public sealed record Problem(string File, int Line, string Sentence)
{
    /// <summary>The place and the sentence in one line, as compilers write it.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Sentence}" : $"{File}: {Sentence}";
}
