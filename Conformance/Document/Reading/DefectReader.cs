using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the seeded defects, of the optimized machine and of the reference.</summary>
internal static class DefectReader
{
    public static IReadOnlyList<DefectEntry> Read(SourceIndex index) =>
        [
            .. Row.All(index, "SeededDefect")
                .Select(row => new DefectEntry(row.Text("Id"), row.Text("Sentence"), row.Text("Clause"), "")),
            .. Row.All(index, "ReferenceDefect")
                .Select(row => new DefectEntry(
                    row.Text("Id"),
                    row.Text("Sentence"),
                    row.Text("Clause"),
                    string.Join(' ', Invariants(row))
                )),
        ];

    private static IEnumerable<string> Invariants(Row row) =>
        (row.Value("BreaksToo")?.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>() ?? [])
            .Select(literal => literal.Token.ValueText)
            .Prepend(row.Text("Breaks"));
}
