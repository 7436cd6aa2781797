using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the profiles: what each gives to the fields that depend on a version.</summary>
internal sealed class ProfileReader
{
    private ProfileReader(TypeSource? type)
    {
        Type = type;
        Fields = [.. type?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? []];
        Profiles = [.. type?.Properties.Select(property => Read(type, property)).OfType<ProfileEntry>() ?? []];
    }

    public TypeSource? Type { get; }

    public IReadOnlyList<string> Fields { get; }

    public IReadOnlyList<ProfileEntry> Profiles { get; }

    public static ProfileReader Of(SourceIndex index) => new(index.Find("Profile"));

    /// <summary>The errors that a field stands for: that of the first profile, and where others differ.</summary>
    public IEnumerable<string> Statuses(string field)
    {
        string first = Profiles.Count == 0 ? "" : Value(Profiles[0], field);
        return Profiles
            .Skip(1)
            .Where(profile => Value(profile, field) != first)
            .Select(profile => $"{Value(profile, field)} (in `{profile.Name}`)")
            .Prepend(first);
    }

    private static string Value(ProfileEntry profile, string field) => profile.Values.GetValueOrDefault(field, "");

    private ProfileEntry? Read(TypeSource type, PropertyDeclarationSyntax property)
    {
        if (
            Syntax.NameOf(property.Type) != type.Name
            || property.Initializer?.Value is not { } value
            || value.DescendantNodesAndSelf().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault()
                is not { ArgumentList: { } arguments } creation
        )
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (
            (ArgumentSyntax argument, int index) in arguments.Arguments.Select((argument, index) => (argument, index))
        )
        {
            string name = argument.NameColon?.Name.Identifier.ValueText ?? Fields[index];
            values[name] = Word(argument.Expression);
        }

        foreach (
            AssignmentExpressionSyntax set in creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
                ?? []
        )
        {
            values[Syntax.NameOf(set.Left)] = Word(set.Right);
        }

        string title = Constants.Text(arguments.Arguments[0].Expression, type) ?? property.Identifier.ValueText;
        return new ProfileEntry(title, DocComment.Of(property).Summary, values);
    }

    private static string Word(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax { Token.ValueText: "true" } => "yes",
            LiteralExpressionSyntax { Token.ValueText: "false" } => "no",
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            MemberAccessExpressionSyntax member when Syntax.NameOf(member.Expression) == "Status" => Syntax.NameOf(
                member
            ),
            MemberAccessExpressionSyntax member => Markdown.Kebab(Syntax.NameOf(member)),
            _ => expression.ToString(),
        };
}
