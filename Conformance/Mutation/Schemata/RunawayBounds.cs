using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>
/// Has every loop count its turns and every array ask whether it may be so long, so that a mutant that never ends or never
/// stops growing is one that fails; and has every operation begin to count anew.
/// </summary>
internal sealed class RunawayBounds : CSharpSyntaxRewriter
{
    // The one method with which both models begin an operation: IMachine.Apply, IStepModel.Begin.
    private static readonly string[] Beginnings = ["Apply", "Begin"];

    private static readonly StatementSyntax Turn = SyntaxFactory.ParseStatement($"{MutantRuntime.Name}.Turn();");
    private static readonly StatementSyntax Begin = SyntaxFactory.ParseStatement($"{MutantRuntime.Name}.Begin();");

    /// <inheritdoc/>
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        MethodDeclarationSyntax method = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        bool begins =
            Beginnings.Contains(method.Identifier.Text)
            && method.Modifiers.Any(SyntaxKind.PublicKeyword)
            && method.ParameterList.Parameters is [{ Type: IdentifierNameSyntax { Identifier.Text: "Operation" } }];
        return begins && method.Body is { } body
            ? method.WithBody(body.WithStatements(body.Statements.Insert(0, Begin)))
            : method;
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        WhileStatementSyntax loop = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return loop.WithStatement(Counting(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        DoStatementSyntax loop = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return loop.WithStatement(Counting(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        ForStatementSyntax loop = (ForStatementSyntax)base.VisitForStatement(node)!;
        return loop.WithStatement(Counting(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        ForEachStatementSyntax loop = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return loop.WithStatement(Counting(loop.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return
            call.Expression.ToString() == "Array.Resize"
            && call.ArgumentList.Arguments is [ArgumentSyntax array, ArgumentSyntax size]
            ? call.WithArgumentList(SyntaxFactory.ArgumentList([array, size.WithExpression(Bounded(size.Expression))]))
            : call;
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitArrayRankSpecifier(ArrayRankSpecifierSyntax node)
    {
        ArrayRankSpecifierSyntax rank = (ArrayRankSpecifierSyntax)base.VisitArrayRankSpecifier(node)!;
        return
            rank.Sizes is [var size]
            && size is not OmittedArraySizeExpressionSyntax
            && node.Parent?.Parent is ArrayCreationExpressionSyntax
            ? rank.WithSizes([Bounded(size)])
            : rank;
    }

    private static InvocationExpressionSyntax Bounded(ExpressionSyntax size) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression($"{MutantRuntime.Name}.Length"),
            SyntaxFactory.ArgumentList([SyntaxFactory.Argument(size.WithoutTrivia())])
        );

    private static BlockSyntax Counting(StatementSyntax body) =>
        body is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, Turn))
            : SyntaxFactory.Block(Turn, body);
}
