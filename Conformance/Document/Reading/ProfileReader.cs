using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the profiles: what each gives to the fields that depend on a version.</summary>
internal sealed class ProfileReader
{
    private const string Name = "Name";
    private const string Yes = "yes";
    private const string No = "no";

    private ProfileReader(TypeSource? type)
    {
        Type = type;
        Fields = [.. type?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? []];
        Dictionary<string, ProfileEntry> read = new(StringComparer.Ordinal);
        List<ProfileEntry> profiles = [];
        foreach (PropertyDeclarationSyntax property in type?.Properties ?? [])
        {
            if (Read(type!, property, read) is { } profile)
            {
                read[property.Identifier.ValueText] = profile;
                profiles.Add(profile);
            }
        }

        Profiles = profiles;
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
            .GroupBy(profile => Value(profile, field), StringComparer.Ordinal)
            .Select(same => $"{same.Key} (in {string.Join(", ", same.Select(profile => $"`{profile.Name}`"))})")
            .Prepend(first);
    }

    /// <summary>What a profile gives to a field; no where others say yes and it says nothing.</summary>
    public string Said(ProfileEntry profile, string field) =>
        Value(profile, field) is { Length: > 0 } value ? value
        : Profiles.Any(other => Value(other, field) == Yes) ? No
        : "";

    private static string Value(ProfileEntry profile, string field) => profile.Values.GetValueOrDefault(field, "");

    // A profile is made with new, or of one before it, by a with expression.
    private ProfileEntry? Read(
        TypeSource type,
        PropertyDeclarationSyntax property,
        Dictionary<string, ProfileEntry> before
    )
    {
        if (Syntax.NameOf(property.Type) != type.Name || property.Initializer?.Value is not { } value)
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        InitializerExpressionSyntax? initializer;
        switch (value)
        {
            case WithExpressionSyntax with when before.TryGetValue(with.Expression.ToString(), out ProfileEntry? old):
                foreach ((string field, string said) in old.Values)
                {
                    values[field] = said;
                }

                initializer = with.Initializer;
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation:
                for (int index = 0; index < arguments.Arguments.Count; index++)
                {
                    ArgumentSyntax argument = arguments.Arguments[index];
                    values[argument.NameColon?.Name.Identifier.ValueText ?? Fields[index]] = Word(argument.Expression);
                }

                initializer = creation.Initializer;
                break;
            default:
                return null;
        }

        foreach (AssignmentExpressionSyntax set in initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? [])
        {
            values[Syntax.NameOf(set.Left)] = Word(set.Right);
        }

        string title = values.GetValueOrDefault(Name, property.Identifier.ValueText);
        return new ProfileEntry(title, DocComment.Of(property).Summary, values);
    }

    private static string Word(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax { Token.ValueText: "true" } => Yes,
            LiteralExpressionSyntax { Token.ValueText: "false" } => No,
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            MemberAccessExpressionSyntax member when Syntax.NameOf(member.Expression) == "Status" => Syntax.NameOf(
                member
            ),
            MemberAccessExpressionSyntax member => Markdown.Kebab(Syntax.NameOf(member)),
            _ => expression.ToString(),
        };
}
