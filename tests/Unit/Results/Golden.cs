namespace HmmSpec.Tests.Results;

/// <summary>
/// Texts that must stay as they are, in <c>tests/Vectors/results</c>. With HMMSPEC_UPDATE_GOLDEN=1 in the environment they
/// are written anew; look at the difference before it is committed.
/// </summary>
internal static class Golden
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("HMMSPEC_UPDATE_GOLDEN") == "1";

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Vectors", "results");

    /// <summary>Holds a text against the file of this name.</summary>
    public static void Same(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        if (IsUpdate)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }
}
