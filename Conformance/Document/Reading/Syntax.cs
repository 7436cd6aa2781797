using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Small questions about syntax.</summary>
internal static class Syntax
{
    /// <summary>The last name of a type or an expression, without arguments: <c>Spec.Table&lt;Pte&gt;</c> is <c>Table</c>.</summary>
    public static string NameOf(SyntaxNode? node) =>
        node switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            QualifiedNameSyntax qualified => NameOf(qualified.Right),
            AliasQualifiedNameSyntax alias => NameOf(alias.Name),
            MemberAccessExpressionSyntax member => NameOf(member.Name),
            NullableTypeSyntax nullable => NameOf(nullable.ElementType),
            PredefinedTypeSyntax predefined => predefined.Keyword.ValueText,
            ArrayTypeSyntax array => NameOf(array.ElementType),
            _ => "",
        };

    /// <summary>The names of all types that a type is made of, from the outside in.</summary>
    public static IEnumerable<string> TypesIn(TypeSyntax? type) =>
        type is null ? [] : type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(NameOf);

    /// <summary>The attributes of this name on a member.</summary>
    public static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member, string name) =>
        member.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => NameOf(attribute.Name) == name);

    /// <summary>The first argument of an attribute, a string.</summary>
    public static string FirstText(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax literal
            ? literal.Token.ValueText
            : "";

    /// <summary>The arms of a switch expression, or the cases of nothing.</summary>
    public static IEnumerable<SwitchExpressionArmSyntax> Arms(SyntaxNode? node) =>
        node?.DescendantNodes().OfType<SwitchExpressionSyntax>().FirstOrDefault()?.Arms
        ?? Enumerable.Empty<SwitchExpressionArmSyntax>();

    /// <summary>What a method or a property does: its body or its expression.</summary>
    public static SyntaxNode? BodyOf(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            PropertyDeclarationSyntax property => (SyntaxNode?)property.ExpressionBody
                ?? (SyntaxNode?)property.AccessorList
                ?? property.Initializer,
            _ => null,
        };
}
