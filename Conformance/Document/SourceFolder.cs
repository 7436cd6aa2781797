namespace HmmSpec.Document;

/// <summary>Reads what the document is made of out of a working tree of the repository.</summary>
public static class SourceFolder
{
    private static readonly (string Folder, string Pattern)[] Sources =
    [
        ("Spec/Core", "*.cs"),
        ("Model/Reference", "*.cs"),
        ("Properties/Core/Allowed", "*.cs"),
        ("Conformance/Mutation", "*.cs"),
        ("Conformance/Oracle/ClauseScenarios", "*.hmm"),
        ("Conformance/Oracle/ClauseScenarios", "*.md"),
        ("tests/Vectors", "*.hmm"),
        ("Spec/Document", "*"),
    ];

    /// <summary>The files, in the order of their paths.</summary>
    public static IReadOnlyList<SourceFile> Read(string root) =>
        [
            .. Sources
                .Where(source => Directory.Exists(Path.Combine(root, source.Folder)))
                .SelectMany(source =>
                    Directory.EnumerateFiles(
                        Path.Combine(root, source.Folder),
                        source.Pattern,
                        SearchOption.AllDirectories
                    )
                )
                .Select(path => (Full: path, Path: Path.GetRelativePath(root, path).Replace('\\', '/')))
                .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal))
                .Where(file => !file.Path.Contains("/bin/", StringComparison.Ordinal))
                .DistinctBy(file => file.Path)
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => new SourceFile(file.Path, File.ReadAllText(file.Full))),
        ];
}
