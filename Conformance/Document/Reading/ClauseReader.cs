using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the clauses in the order of the catalogue.</summary>
internal static class ClauseReader
{
    private const string Catalogue = "Catalogue";

    public static IReadOnlyList<ClauseEntry> Read(SourceIndex index, Problems problems)
    {
        IReadOnlyList<string> order = Order(index);
        ILookup<string, ClauseEntry> byType = Row.All(index, "Clause")
            .ToLookup(row => row.Owner.Name, row => Entry(index, row), StringComparer.Ordinal);
        foreach (IGrouping<string, ClauseEntry> missing in byType.Where(group => !order.Contains(group.Key)))
        {
            problems.Add(
                missing.First().Place,
                $"the clauses of {missing.Key} are not in the catalogue: add .. {missing.Key}.All to Catalogue.All"
            );
        }

        ClauseEntry[] clauses = [.. order.SelectMany(type => byType[type])];
        foreach (IGrouping<string, ClauseEntry> same in clauses.GroupBy(clause => clause.Id, StringComparer.Ordinal))
        {
            foreach (ClauseEntry again in same.Skip(1))
            {
                problems.Add(
                    again.Place,
                    $"{again.Id} stands in the catalogue already ({same.First().Place.File}:{same.First().Place.Line}): "
                        + "give this clause the next free number of its family"
                );
            }
        }

        return [.. clauses.DistinctBy(clause => clause.Id)];
    }

    // The catalogue spreads the lists of the families in the order of the document.
    private static string[] Order(SourceIndex index) =>
        [
            .. index
                .Find(Catalogue)
                ?.Properties.Where(property => property.Identifier.ValueText == "All")
                .SelectMany(property => property.DescendantNodes())
                .OfType<SpreadElementSyntax>()
                .Select(spread => spread.Expression)
                .OfType<MemberAccessExpressionSyntax>()
                .Select(member => Syntax.NameOf(member.Expression))
                ?? [],
        ];

    private static ClauseEntry Entry(SourceIndex index, Row row) =>
        new(
            row.Text("Id"),
            Markdown.Kebab(Syntax.NameOf(row.Value("Kind"))),
            Versions(index, row.Value("Versions")),
            row.Text("Source"),
            row.Text("Sentence"),
            row.Place
        );

    // A name that stands for several is spelled out; one of no version is none.
    private static IReadOnlyList<string> Versions(SourceIndex index, ExpressionSyntax? value)
    {
        string[] names = [.. Members(value)];
        EnumMemberDeclarationSyntax[] all = [.. index.Find("KernelVersions")?.Values ?? []];
        return
        [
            .. all.Where(member => names.Contains(member.Identifier.ValueText))
                .SelectMany(member =>
                    member.EqualsValue?.Value is BinaryExpressionSyntax both
                        ? both.DescendantNodes().OfType<IdentifierNameSyntax>().Select(Syntax.NameOf)
                        : [member.Identifier.ValueText]
                )
                .Where(name => name != "None")
                .Select(ProfileName),
        ];
    }

    private static IEnumerable<string> Members(ExpressionSyntax? value) =>
        value?.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Select(Syntax.NameOf) ?? [];

    private static string ProfileName(string name) =>
        name.StartsWith("Linux", StringComparison.Ordinal) && name.Length > 6
            ? $"linux-{name[5]}.{name[6..]}"
            : name.ToLowerInvariant();
}
