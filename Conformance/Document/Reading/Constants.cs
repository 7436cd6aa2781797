using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Values that stand in the source.</summary>
internal static class Constants
{
    /// <summary>The value of a constant string; null if it is none.</summary>
    public static string? Text(ExpressionSyntax? expression, TypeSource owner) =>
        expression switch
        {
            LiteralExpressionSyntax literal when literal.Token.Value is string text => text,
            ParenthesizedExpressionSyntax inner => Text(inner.Expression, owner),
            BinaryExpressionSyntax { OperatorToken.ValueText: "+" } sum => Text(sum.Left, owner) is { } left
            && Text(sum.Right, owner) is { } right
                ? left + right
                : null,
            IdentifierNameSyntax name => Field(owner, name.Identifier.ValueText) is { } value
                ? Text(value, owner)
                : null,
            _ => null,
        };

    /// <summary>What a field of a type is initialized with.</summary>
    public static ExpressionSyntax? Field(TypeSource owner, string name) =>
        owner
            .Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .FirstOrDefault(variable => variable.Identifier.ValueText == name)
            ?.Initializer?.Value;
}
