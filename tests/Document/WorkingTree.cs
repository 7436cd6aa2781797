namespace HmmSpec.Document.Tests;

/// <summary>The document of the working tree in which the tests run, made once.</summary>
internal static class WorkingTree
{
    public static string Root { get; } = Find();

    public static DocumentFiles Built { get; } = SpecDocument.Build(SourceFolder.Read(Root));

    public static string Text(string path) => Built.Files.Single(file => file.Path == path).Text;

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HmmSpec.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
