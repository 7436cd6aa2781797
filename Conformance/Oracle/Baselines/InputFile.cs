namespace HmmSpec.Conformance;

/// <summary>Reads files that people name.</summary>
public static class InputFile
{
    /// <summary>The text of a file.</summary>
    /// <exception cref="InputFileException">It cannot be read.</exception>
    public static string Text(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new InputFileException($"{path}: This is a folder, not a file.")
                : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputFileException($"{path}: There is no such file.");
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw new InputFileException($"{path}: The file cannot be read: {FailureFolder.Reason(exception)}");
        }
    }
}
