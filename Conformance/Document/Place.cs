using Microsoft.CodeAnalysis;

namespace HmmSpec.Document;

/// <summary>A line of a file.</summary>
internal readonly record struct Place(string File, int Line)
{
    public static Place Of(SyntaxNode node) =>
        new(node.SyntaxTree.FilePath, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1);
}
