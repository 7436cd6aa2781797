using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>Ranges, pages and loops that reach too far or not far enough.</summary>
internal static class RangeOperators
{
    private static readonly (SyntaxKind From, SyntaxKind To, string Text)[] Neighbours =
    [
        (SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression, "<="),
        (SyntaxKind.LessThanOrEqualExpression, SyntaxKind.LessThanExpression, "<"),
        (SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression, ">="),
        (SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.GreaterThanExpression, ">"),
    ];

    public static IReadOnlyList<MutationOperator> All { get; } =
    [
        Ranges("range-short", "The last page of a range is left out.", "new {0}({1}.Start, {1}.Count - 1)"),
        Ranges("range-late", "The first page of a range is left out.", "new {0}({1}.Start + 1, {1}.Count - 1)"),
        Ranges("range-empty", "A range is empty.", "new {0}({1}.Start, 0)"),
        new(
            "page-confused",
            "A neighbour is taken for the page.",
            "FO-20",
            static method =>
                method
                    .Nodes<ArgumentSyntax>()
                    .Where(it =>
                        it.RefKindKeyword.IsKind(SyntaxKind.None)
                        && method.ParameterOf(it) is { Name: "page", Type.SpecialType: SpecialType.System_Int32 }
                        && it.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
                    )
                    .Select(static it =>
                        (
                            it.Expression as SyntaxNode,
                            MethodUnderMutation.Expression($"({it.Expression} == 0 ? 1 : {it.Expression} - 1)")
                                as SyntaxNode
                        )
                    )
        ),
        new(
            "bound-off",
            "A limit is off by one.",
            "FO-3, FO-17",
            static method =>
                method
                    .Nodes<BinaryExpressionSyntax>()
                    .Where(it => method.TypeOf(it.Left)?.SpecialType == SpecialType.System_Int32)
                    .SelectMany(static it =>
                        Neighbours
                            .Where(pair => it.IsKind(pair.From))
                            .Select(pair =>
                                (
                                    it as SyntaxNode,
                                    MethodUnderMutation.Expression($"{it.Left} {pair.Text} {it.Right}") as SyntaxNode
                                )
                            )
                    )
        ),
        new(
            "count-off",
            "A number of references, mappings or pins is one more or less than meant.",
            "FO-17, FO-28",
            static method =>
                method
                    .Nodes<RelationalPatternSyntax>()
                    .Where(static it => it.Expression.IsKind(SyntaxKind.NumericLiteralExpression))
                    .Select(static it =>
                        (
                            it.Expression as SyntaxNode,
                            MethodUnderMutation.Expression(
                                it.OperatorToken.Text is ">" or ">=" ? $"{it.Expression} + 1" : $"{it.Expression} - 1"
                            ) as SyntaxNode
                        )
                    )
                    .Concat(
                        method
                            .Nodes<ConstantPatternSyntax>()
                            .Where(static it => it.Expression.IsKind(SyntaxKind.NumericLiteralExpression))
                            .Where(static it => it.Parent is SubpatternSyntax or IsPatternExpressionSyntax)
                            .Where(static it => !it.Ancestors().OfType<SwitchExpressionArmSyntax>().Any())
                            .Select(static it =>
                                (
                                    it.Expression as SyntaxNode,
                                    MethodUnderMutation.Expression($"{it.Expression} + 1") as SyntaxNode
                                )
                            )
                    )
        ),
        new(
            "first-only",
            "Only the first of several is seen to.",
            "FO-13, FO-20",
            static method => Loops(method).Select(static it => (it.Body as SyntaxNode, Ended(it.Body) as SyntaxNode))
        ),
        new(
            "loop-skipped",
            "None of several is seen to.",
            "FO-13, FO-27",
            static method =>
                Loops(method)
                    .Select(static it =>
                        (it.Loop as SyntaxNode, SyntaxFactory.Block().WithTriviaFrom(it.Loop) as SyntaxNode)
                    )
        ),
    ];

    private static MutationOperator Ranges(string id, string sentence, string template) =>
        new(
            id,
            sentence,
            "FO-3",
            method =>
                method
                    .Nodes<ArgumentSyntax>()
                    .Where(it => method.IsOf(it.Expression, "PageRange") && it.RefKindKeyword.IsKind(SyntaxKind.None))
                    .Where(it => it.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax)
                    .Select(it =>
                        (
                            it.Expression as SyntaxNode,
                            MethodUnderMutation.Expression(
                                string.Format(
                                    System.Globalization.CultureInfo.InvariantCulture,
                                    template,
                                    "PageRange",
                                    it.Expression
                                )
                            ) as SyntaxNode
                        )
                    )
        );

    private static IEnumerable<(StatementSyntax Loop, BlockSyntax Body)> Loops(MethodUnderMutation method) =>
        method
            .Nodes<StatementSyntax>()
            .Select(static it => (Loop: it, Body: BodyOf(it)))
            .Where(static it => it.Body is not null && !it.Loop.DescendantNodes().OfType<ReturnStatementSyntax>().Any())
            .Select(static it => (it.Loop, it.Body!));

    private static BlockSyntax? BodyOf(StatementSyntax statement) =>
        statement switch
        {
            ForStatementSyntax loop => loop.Statement as BlockSyntax,
            ForEachStatementSyntax loop => loop.Statement as BlockSyntax,
            _ => null,
        };

    private static BlockSyntax Ended(BlockSyntax body) =>
        body.WithStatements(body.Statements.Add(SyntaxFactory.BreakStatement()));
}
