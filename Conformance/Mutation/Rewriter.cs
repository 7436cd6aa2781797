using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>Finds the place of a defect by method and text of the syntax node, and rewrites it.</summary>
public static class Rewriter
{
    /// <summary>The trees with the defect in them.</summary>
    /// <exception cref="DefectException">The place does not exist, or not exactly once.</exception>
    public static IReadOnlyList<SyntaxTree> Apply(IReadOnlyList<SyntaxTree> trees, SeededDefect defect)
    {
        SyntaxNode wanted = Parsed(defect.Find);
        List<SyntaxNode> places =
        [
            .. trees
                .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
                .Where(method => method.Identifier.Text == defect.Method)
                .SelectMany(method => method.DescendantNodes())
                .Where(node => SyntaxFactory.AreEquivalent(node, wanted)),
        ];
        if (places.Count != 1)
        {
            throw new DefectException(
                $"{defect.Id}: `{defect.Find}` stands {places.Count} times in {defect.Method}, and not once; "
                    + "the source has changed, so the defect has to be written anew."
            );
        }

        SyntaxNode place = places[0];
        SyntaxNode root = place.SyntaxTree.GetRoot();
        SyntaxNode replacement = Parsed(defect.Replace).WithTriviaFrom(place);
        SyntaxTree changed = place.SyntaxTree.WithRootAndOptions(
            root.ReplaceNode(place, replacement),
            SourceSet.ParseOptions
        );
        return [.. trees.Select(tree => tree == place.SyntaxTree ? changed : tree)];
    }

    private static SyntaxNode Parsed(string text) =>
        text.EndsWith(';') || text.EndsWith('}')
            ? SyntaxFactory.ParseStatement(text, options: SourceSet.ParseOptions)
            : SyntaxFactory.ParseExpression(text, options: SourceSet.ParseOptions);
}
