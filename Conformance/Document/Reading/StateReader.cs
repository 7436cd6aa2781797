using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Finds what the state is made of, and the words of what is listed.</summary>
internal static class StateReader
{
    /// <summary>The types of the specification that a type is made of, the type itself first, in the order of its fields.</summary>
    public static IReadOnlyList<TypeSource> Parts(SourceIndex index, string root, IEnumerable<string> apart)
    {
        List<TypeSource> parts = [];
        HashSet<string> seen = [.. apart];
        Visit(root);
        return parts;

        void Visit(string name)
        {
            if (index.Find(name) is not { Project: "Spec/Core" } type || !seen.Add(name))
            {
                return;
            }

            parts.Add(type);
            foreach (string field in Fields(type).SelectMany(field => Syntax.TypesIn(field.Type)))
            {
                Visit(field);
            }
        }
    }

    /// <summary>The fields: parameters of a record, and properties that keep a value and say what it is.</summary>
    public static IEnumerable<(string Name, TypeSyntax? Type, string Doc)> Fields(TypeSource type)
    {
        DocComment doc = type.Doc;
        return type
            .Parameters.Select(parameter =>
                (
                    parameter.Identifier.ValueText,
                    parameter.Type,
                    doc.Parameters.GetValueOrDefault(parameter.Identifier.ValueText, "")
                )
            )
            .Concat(
                type.Properties.Where(IsKept)
                    .Select(property =>
                        (property.Identifier.ValueText, (TypeSyntax?)property.Type, DocComment.Of(property).Summary)
                    )
            );
    }

    /// <summary>The words of the text form for the members of an enum; empty if it has none.</summary>
    public static IReadOnlyDictionary<string, string> Words(SourceIndex index, string type)
    {
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        MethodDeclarationSyntax? names = index
            .Find("Names")
            ?.Methods.FirstOrDefault(method =>
                method.ParameterList.Parameters is [{ } parameter] && Syntax.NameOf(parameter.Type) == type
            );
        foreach (SwitchExpressionArmSyntax arm in Syntax.Arms(names))
        {
            if (arm is { Pattern: ConstantPatternSyntax member, Expression: LiteralExpressionSyntax word })
            {
                words[Syntax.NameOf(member.Expression)] = word.Token.ValueText;
            }
        }

        return words;
    }

    private static bool IsKept(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(word => word.ValueText == "public")
        && !property.Modifiers.Any(word => word.ValueText == "static")
        && property.AccessorList is { } list
        && list.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null)
        && DocComment.Of(property).Summary.Length > 0;
}
