using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>Finds the place of a rewrite by method or property and text of the syntax node, and rewrites it.</summary>
public static class Rewriter
{
    /// <summary>The trees with the rewrites in them, one after another, for the defect of this name.</summary>
    /// <exception cref="DefectException">A place does not exist, or not exactly once.</exception>
    public static IReadOnlyList<SyntaxTree> Apply(
        IReadOnlyList<SyntaxTree> trees,
        string id,
        IEnumerable<Rewrite> rewrites
    ) => rewrites.Aggregate(trees, (current, rewrite) => Apply(current, id, rewrite));

    private static SyntaxTree[] Apply(IReadOnlyList<SyntaxTree> trees, string id, Rewrite rewrite)
    {
        SyntaxNode wanted = Parsed(rewrite.Find);
        List<SyntaxNode> places =
        [
            .. trees
                .SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
                .Where(member => IsAt(member, rewrite.Place))
                .SelectMany(static member => member.DescendantNodes())
                .Where(node => node.RawKind == wanted.RawKind && SyntaxFactory.AreEquivalent(node, wanted)),
        ];
        if (places.Count != 1)
        {
            throw new DefectException(
                $"{id}: `{rewrite.Find}` stands {places.Count} times in {rewrite.Place}, and not once; "
                    + "the source has changed, so the defect has to be written anew."
            );
        }

        SyntaxNode place = places[0];
        SyntaxNode root = place.SyntaxTree.GetRoot();
        SyntaxNode replacement = Parsed(rewrite.Replace).WithTriviaFrom(place);
        SyntaxTree changed = place.SyntaxTree.WithRootAndOptions(
            root.ReplaceNode(place, replacement),
            SourceSet.ParseOptions
        );
        return [.. trees.Select(tree => tree == place.SyntaxTree ? changed : tree)];
    }

    private static bool IsAt(MemberDeclarationSyntax member, string place)
    {
        int dot = place.IndexOf('.', StringComparison.Ordinal);
        return NameOf(member) == place[(dot + 1)..]
            && (dot < 0 || ((member.Parent as TypeDeclarationSyntax)?.Identifier.Text == place[..dot]));
    }

    private static string? NameOf(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => null,
        };

    // What is not an expression from its beginning to its end is a statement.
    private static SyntaxNode Parsed(string text)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(text, options: SourceSet.ParseOptions);
        return expression.ContainsDiagnostics
            ? SyntaxFactory.ParseStatement(text, options: SourceSet.ParseOptions)
            : expression;
    }
}
