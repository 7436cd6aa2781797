namespace HmmSpec.Document;

/// <summary>Reads what scenario files say of themselves.</summary>
internal static class ScenarioReader
{
    private const string Title = "title ";
    private const string Clause = "clause ";

    public static IReadOnlyList<ScenarioEntry> Read(IEnumerable<SourceFile> files) =>
        [
            .. files
                .Where(file => file.Path.EndsWith(".hmm", StringComparison.Ordinal))
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(Read),
        ];

    private static ScenarioEntry Read(SourceFile file)
    {
        string[] lines = Lines.Of(file.Text);
        return new ScenarioEntry(
            file.Path,
            lines.FirstOrDefault(line => line.StartsWith(Title, StringComparison.Ordinal))?[Title.Length..] ?? "",
            [
                .. lines
                    .Where(line => line.StartsWith(Clause, StringComparison.Ordinal))
                    .SelectMany(line => line[Clause.Length..].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)),
            ],
            string.Join('\n', lines).TrimEnd('\n')
        );
    }
}
