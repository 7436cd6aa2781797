using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the invariants, by number.</summary>
internal static class InvariantReader
{
    /// <summary>The kind of those that are told of runs and not of states.</summary>
    public const string OfRuns = "run";

    public static IReadOnlyList<InvariantEntry> Read(SourceIndex index, Problems problems)
    {
        List<InvariantEntry> invariants = [];
        foreach (TypeSource type in index.Types.Where(type => type.Project == "Spec/Core"))
        {
            if (type.Parts.Select(CitationReader.InvariantOf).FirstOrDefault(id => id is not null) is not { } id)
            {
                continue;
            }

            if (invariants.FirstOrDefault(other => other.Id == id) is { } same)
            {
                problems.Add(type.Place, $"{id} is {same.Type.Name} already: give this invariant a number of its own");
                continue;
            }

            if (type.Doc.Summary.Length == 0 || type.Doc.Remarks.Length == 0)
            {
                problems.Add(type.Place, $"{id} needs a summary, its sentence, and remarks, its formula");
            }

            string[] clauses =
            [
                .. type.Parts.SelectMany(part => Syntax.Attributes(part, "Clause")).Select(Syntax.FirstText),
            ];
            invariants.Add(new InvariantEntry(type, id, KindOf(index, type), clauses));
        }

        return [.. invariants.OrderBy(invariant => invariant.Number)];
    }

    // It stands in the class or in one that it is derived from.
    private static string KindOf(SourceIndex index, TypeSource type)
    {
        PropertyDeclarationSyntax? kind = type.Properties.FirstOrDefault(property =>
            property.Identifier.ValueText == "Kind" && Syntax.NameOf(property.Type) == "InvariantKind"
        );
        return kind?.ExpressionBody?.Expression is { } value
            ? Markdown.Kebab(Syntax.NameOf(value))
            : type.Bases.Select(index.Find)
                .OfType<TypeSource>()
                .Select(parent => KindOf(index, parent))
                .FirstOrDefault()
                ?? OfRuns;
    }
}
