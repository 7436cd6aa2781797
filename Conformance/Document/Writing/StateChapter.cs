using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>What the state is made of.</summary>
internal static class StateChapter
{
    private static readonly string[] Header = ["field", "type", "says"];

    // The profile and what it is made of have a chapter of their own.
    private static readonly string[] Apart = ["Profile"];

    public static string Write(SpecModel model)
    {
        StringBuilder text = new();
        foreach (TypeSource type in Types(model))
        {
            text.Append($"### {type.Name}\n\n{type.Doc.Summary}\n\n");
            text.Append(type.IsEnum ? Values(model.Index, type) : Fields(type));
        }

        return text.ToString();
    }

    /// <summary>What the chapter describes.</summary>
    public static IReadOnlyList<TypeSource> Types(SpecModel model) => StateReader.Parts(model.Index, "State", Apart);

    /// <summary>The members of an enum, with their words.</summary>
    public static string Values(SourceIndex index, TypeSource type)
    {
        IReadOnlyDictionary<string, string> words = StateReader.Words(index, type.Name);
        IReadOnlyList<string>[] rows =
        [
            .. type.Values.Select(value =>
                (IReadOnlyList<string>)
                    [
                        $"`{value.Identifier.ValueText}`",
                        words.TryGetValue(value.Identifier.ValueText, out string? word) ? $"`{word}`" : "",
                        DocComment.Of(value).Summary,
                    ]
            ),
        ];
        return Markdown.DenseTable(["name", "word", "says"], rows) + "\n";
    }

    /// <summary>The fields of a record.</summary>
    public static string Fields(TypeSource type)
    {
        IReadOnlyList<string>[] rows =
        [
            .. StateReader
                .Fields(type)
                .Select(field => (IReadOnlyList<string>)[$"`{field.Name}`", TypeName(field.Type), field.Doc]),
        ];
        return rows.Length == 0 ? "" : Markdown.DenseTable(Header, rows) + "\n";
    }

    private static string TypeName(TypeSyntax? type) =>
        type?.ToString() switch
        {
            "int" or "long" => "number",
            "bool" => "yes or no",
            "ulong" => "64-bit number",
            "string" => "text",
            { } name => $"`{name}`",
            null => "",
        };
}
