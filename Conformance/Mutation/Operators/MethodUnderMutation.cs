using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>A method in which operators look for places, and what the compiler knows of it.</summary>
/// <param name="Declaration">The method.</param>
/// <param name="Model">What the compiler knows of its tree.</param>
internal sealed record MethodUnderMutation(MethodDeclarationSyntax Declaration, SemanticModel Model)
{
    /// <summary>Its nodes of one kind, in the order of the text; not those that only tell a checker where to look.</summary>
    public IEnumerable<TNode> Nodes<TNode>()
        where TNode : SyntaxNode =>
        Declaration.DescendantNodes(static node => !IsHint(node)).OfType<TNode>().Where(static node => !IsHint(node));

    private static bool IsHint(SyntaxNode node) =>
        node switch
        {
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => Vocabulary.RoleOfCall(
                NameOf(call.Expression)
            ) == CallRole.Hint,
            ForStatementSyntax loop => IsHint(loop.Statement),
            ForEachStatementSyntax loop => IsHint(loop.Statement),
            BlockSyntax { Statements.Count: > 0 } block => block.Statements.All(IsHint),
            _ => false,
        };

    private static string NameOf(ExpressionSyntax called) =>
        called switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    /// <summary>The type of an expression; null if it has none.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression).Type;

    /// <summary>Whether an expression is of a type of this name.</summary>
    public bool IsOf(ExpressionSyntax expression, string type) => TypeOf(expression)?.Name == type;

    /// <summary>The method that is called; null if the compiler does not know it.</summary>
    public IMethodSymbol? Called(InvocationExpressionSyntax call) => Model.GetSymbolInfo(call).Symbol as IMethodSymbol;

    /// <summary>The parameter that an argument is for.</summary>
    public IParameterSymbol? ParameterOf(ArgumentSyntax argument)
    {
        if (
            argument.Parent is not ArgumentListSyntax { Parent: ExpressionSyntax call } list
            || Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
        )
        {
            return null;
        }

        if (argument.NameColon is { } name)
        {
            return method.Parameters.FirstOrDefault(parameter => parameter.Name == name.Name.Identifier.Text);
        }

        int index = list.Arguments.IndexOf(argument);
        return index < method.Parameters.Length ? method.Parameters[index] : null;
    }

    /// <summary>Whether what stands on the left of an assignment outlives the method: a member, an element or a reference.</summary>
    public bool Outlives(ExpressionSyntax target) =>
        target switch
        {
            MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => true,
            InvocationExpressionSyntax => true, // A reference that a method gives.
            IdentifierNameSyntax name => Model.GetSymbolInfo(name).Symbol switch
            {
                IFieldSymbol or IPropertySymbol => true,
                ILocalSymbol local => local.RefKind != RefKind.None,
                _ => false,
            },
            _ => false,
        };

    /// <summary>An expression from text.</summary>
    public static ExpressionSyntax Expression(string text) =>
        SyntaxFactory.ParseExpression(text, options: SourceSet.ParseOptions);

    /// <summary>Nothing, where a statement stood.</summary>
    public static StatementSyntax Nothing(StatementSyntax statement) =>
        SyntaxFactory.EmptyStatement().WithTriviaFrom(statement);
}
