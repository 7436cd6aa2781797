using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>A record that stands in a list of the source, such as a clause of a catalogue.</summary>
internal sealed class Row(
    TypeSource owner,
    BaseObjectCreationExpressionSyntax node,
    IReadOnlyDictionary<string, ExpressionSyntax> values
)
{
    public TypeSource Owner { get; } = owner;

    public BaseObjectCreationExpressionSyntax Node { get; } = node;

    public Place Place => Place.Of(Node);

    public ExpressionSyntax? Value(string name) => values.GetValueOrDefault(name);

    /// <summary>A string of it; empty if it has none.</summary>
    public string Text(string name) => Constants.Text(Value(name), Owner) ?? "";

    /// <summary>All rows of a kind, type by type, each in the order of its list.</summary>
    public static IEnumerable<Row> All(SourceIndex index, string record)
    {
        IReadOnlyList<string> parameters =
        [
            .. index.Find(record)?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? [],
        ];
        return index.Types.SelectMany(type =>
            type.Properties.Where(property => IsListOf(property.Type, record))
                .SelectMany(property => Created(property, record))
                .Select(node => new Row(type, node, Values(node, parameters)))
        );
    }

    private static bool IsListOf(TypeSyntax type, string record) =>
        type is GenericNameSyntax { TypeArgumentList.Arguments: [{ } argument] } && Syntax.NameOf(argument) == record;

    private static IEnumerable<BaseObjectCreationExpressionSyntax> Created(
        PropertyDeclarationSyntax property,
        string record
    ) =>
        property
            .DescendantNodes()
            .OfType<CollectionExpressionSyntax>()
            .Take(1)
            .SelectMany(list => list.Elements)
            .OfType<ExpressionElementSyntax>()
            .Select(element => element.Expression)
            .OfType<BaseObjectCreationExpressionSyntax>()
            .Where(node => node is not ObjectCreationExpressionSyntax named || Syntax.NameOf(named.Type) == record);

    private static Dictionary<string, ExpressionSyntax> Values(
        BaseObjectCreationExpressionSyntax node,
        IReadOnlyList<string> parameters
    )
    {
        Dictionary<string, ExpressionSyntax> values = new(StringComparer.Ordinal);
        int position = 0;
        foreach (ArgumentSyntax argument in node.ArgumentList?.Arguments ?? [])
        {
            string? name = argument.NameColon?.Name.Identifier.ValueText;
            name ??= position < parameters.Count ? parameters[position] : null;
            position++;
            if (name is not null)
            {
                values[name] = argument.Expression;
            }
        }

        foreach (
            AssignmentExpressionSyntax set in node.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? []
        )
        {
            values[Syntax.NameOf(set.Left)] = set.Right;
        }

        return values;
    }
}
