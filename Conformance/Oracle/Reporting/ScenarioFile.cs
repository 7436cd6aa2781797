namespace HmmSpec.Conformance;

/// <summary>A file is no scenario, or cannot be read. The message is one line that begins with the path.</summary>
public sealed class ScenarioFileException(string message) : Exception(message);

/// <summary>Reads scenario and replay files from the file system.</summary>
public static class ScenarioFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ScenarioFileException">It is no scenario, or cannot be read.</exception>
    public static Scenario Read(string path)
    {
        ScenarioResult result = ScenarioReader.Read(TextOf(path), path);
        if (result.IsGood)
        {
            return result.Scenario;
        }

        string more = result.Errors.Count > 1 ? $" ({result.Errors.Count - 1} more of the kind below)" : "";
        throw new ScenarioFileException($"{result.Errors[0]}{more}");
    }

    /// <summary>
    /// The files that some paths name, in their order: a file itself, and of a folder all scenario files below, in the
    /// ordinal order of their paths.
    /// </summary>
    /// <exception cref="ScenarioFileException">There is nothing at a path, or no scenario file below it.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths) => [.. paths.SelectMany(Expand)];

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        string[] files = Guarded(
            path,
            () => Directory.GetFiles(path, $"*{ReplayFile.Extension}", SearchOption.AllDirectories)
        );
        return files.Length > 0
            ? files.Order(StringComparer.Ordinal)
            : throw new ScenarioFileException($"{path}: There is no {ReplayFile.Extension} file in this folder.");
    }

    private static string TextOf(string path)
    {
        try
        {
            return InputFile.Text(path);
        }
        catch (InputFileException exception)
        {
            throw new ScenarioFileException(exception.Message);
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ScenarioFileException($"{path}: There is no such file.");
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw new ScenarioFileException($"{path}: The file cannot be read: {FailureFolder.Reason(exception)}");
        }
    }
}
