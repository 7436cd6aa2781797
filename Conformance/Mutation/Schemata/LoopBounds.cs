using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>Has every loop count its turns, so that a mutant that never ends is one that fails, and resets the count.</summary>
internal sealed class LoopBounds : CSharpSyntaxRewriter
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

    private static BlockSyntax Counting(StatementSyntax body) =>
        body is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, Turn))
            : SyntaxFactory.Block(Turn, body);
}
