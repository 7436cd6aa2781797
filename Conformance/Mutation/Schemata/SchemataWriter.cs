using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>
/// Writes many mutants into one source: each changed method stands beside the original under a name of its own, and the
/// original begins by asking which mutant is switched on. Nothing is nested, so that a mutant is exactly its own change.
/// </summary>
internal static class SchemataWriter
{
    private const string Separator = "__mutant";

    /// <summary>The trees with all mutants in them; the number of a mutant is its place in the list, counted from 1.</summary>
    public static IReadOnlyList<SyntaxTree> Write(IReadOnlyList<SyntaxTree> trees, IReadOnlyList<Mutation> mutations)
    {
        ILookup<MethodDeclarationSyntax, (int Number, MethodChange Change)> changes = mutations
            .SelectMany(
                static (mutation, index) => mutation.Changes.Select(change => (Number: index + 1, Change: change))
            )
            .ToLookup(static it => it.Change.Method);
        return
        [
            .. trees.Select(tree =>
                tree.WithRootAndOptions(Rewritten(tree.GetRoot(), changes), SourceSet.ParseOptions)
            ),
            CSharpSyntaxTree.ParseText(MutantRuntime.Text, SourceSet.ParseOptions, "Mutants.cs"),
        ];
    }

    /// <summary>The number of the mutant in whose method a place of the written source is; 0 if it is in none.</summary>
    public static int NumberAt(SyntaxTree tree, Microsoft.CodeAnalysis.Text.TextSpan place) =>
        tree.GetRoot()
            .FindNode(place)
            .AncestorsAndSelf()
            .OfType<MethodDeclarationSyntax>()
            .Select(static method => method.Identifier.Text.Split(Separator))
            .Where(static parts => parts.Length == 2)
            .Select(static parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
            .FirstOrDefault();

    private static SyntaxNode Rewritten(
        SyntaxNode root,
        ILookup<MethodDeclarationSyntax, (int Number, MethodChange Change)> changes
    )
    {
        TypeDeclarationSyntax[] types = [.. root.DescendantNodes().OfType<TypeDeclarationSyntax>()];
        SyntaxNode written = root.ReplaceNodes(
            types,
            (original, current) => current.WithMembers([.. original.Members.Zip(current.Members).SelectMany(Members)])
        );
        return new RunawayBounds().Visit(written);

        IEnumerable<MemberDeclarationSyntax> Members(
            (MemberDeclarationSyntax Original, MemberDeclarationSyntax Current) it
        )
        {
            if (it.Original is not MethodDeclarationSyntax method || !changes.Contains(method))
            {
                return [it.Current];
            }

            return
            [
                Switching(method, changes[method].Select(static change => change.Number)),
                .. changes[method].Select(change => Beside(change.Change.Changed, change.Number)),
            ];
        }
    }

    private static MethodDeclarationSyntax Beside(MethodDeclarationSyntax changed, int number)
    {
        MethodDeclarationSyntax method = WithBlock(changed);
        SyntaxToken[] modifiers =
        [
            SyntaxFactory.Token(SyntaxKind.PrivateKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            .. method.Modifiers.Where(static it =>
                it.IsKind(SyntaxKind.StaticKeyword) || it.IsKind(SyntaxKind.ReadOnlyKeyword)
            ),
        ];
        StatementSyntax guard = SyntaxFactory.ParseStatement(
            "global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();"
        );
        return method
            .WithIdentifier(SyntaxFactory.Identifier(NameOf(changed, number)))
            .WithModifiers([.. modifiers])
            .WithAttributeLists([])
            .WithExplicitInterfaceSpecifier(null)
            .WithBody(method.Body!.WithStatements(method.Body.Statements.Insert(0, guard)));
    }

    private static MethodDeclarationSyntax Switching(MethodDeclarationSyntax method, IEnumerable<int> numbers)
    {
        string arguments = string.Join(
            ", ",
            method.ParameterList.Parameters.Select(static parameter =>
                $"{PassingOf(parameter)}{parameter.Identifier.Text}"
            )
        );
        string types = method.TypeParameterList?.ToString() ?? "";
        bool isVoid = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        bool isRef = method.ReturnType is RefTypeSyntax;
        IEnumerable<string> cases = numbers.Select(number =>
        {
            string call = $"{NameOf(method, number)}{types}({arguments});";
            return $"case {number}: {(isVoid ? $"{call} return;" : $"return {(isRef ? "ref " : "")}{call}")}";
        });
        StatementSyntax asks = SyntaxFactory.ParseStatement(
            $"switch ({MutantRuntime.Name}.Active) {{ {string.Join(' ', cases)} }}"
        );
        MethodDeclarationSyntax whole = WithBlock(method);
        return whole.WithBody(whole.Body!.WithStatements(whole.Body.Statements.Insert(0, asks)));
    }

    private static string NameOf(MethodDeclarationSyntax method, int number) =>
        $"{method.Identifier.Text}{Separator}{number}";

    private static string PassingOf(ParameterSyntax parameter) =>
        parameter.Modifiers.Any(SyntaxKind.OutKeyword) ? "out "
        : parameter.Modifiers.Any(SyntaxKind.RefKeyword) ? "ref "
        : parameter.Modifiers.Any(SyntaxKind.InKeyword) ? "in "
        : "";

    private static MethodDeclarationSyntax WithBlock(MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is not { } arrow)
        {
            return method;
        }

        bool isVoid = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        StatementSyntax only =
            arrow.Expression is ThrowExpressionSyntax thrown ? SyntaxFactory.ThrowStatement(thrown.Expression)
            : isVoid ? SyntaxFactory.ExpressionStatement(arrow.Expression)
            : SyntaxFactory.ReturnStatement(
                SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                arrow.Expression,
                SyntaxFactory.Token(SyntaxKind.SemicolonToken)
            );
        return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(SyntaxFactory.Block(only));
    }
}
