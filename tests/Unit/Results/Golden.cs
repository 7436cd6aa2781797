namespace HmmSpec.Tests.Results;

/// <summary>
/// Texts that must stay as they are, below <c>tests/Vectors</c>. With HMMSPEC_UPDATE_GOLDEN=1 in the environment they
/// are written anew; look at the difference before it is committed.
/// </summary>
internal static class Golden
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("HMMSPEC_UPDATE_GOLDEN") == "1";

    public static string Vectors { get; } = Path.Combine(Repository.Root, "tests", "Vectors");

    /// <summary>Where those of reports are.</summary>
    public static string Folder { get; } = Path.Combine(Vectors, "results");

    /// <summary>Holds a text against the file of this name, relative to <see cref="Vectors"/>.</summary>
    public static void Same(string name, string text)
    {
        string path = Path.Combine(Vectors, name);
        if (IsUpdate)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }
}
