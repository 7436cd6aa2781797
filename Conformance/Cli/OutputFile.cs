using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>A file that is written at the end of a long run: that it can be is asked at the beginning.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a path to which nothing can be written.</summary>
    /// <exception cref="CommandException">Nothing can.</exception>
    public static void Probe(string path)
    {
        if (Directory.Exists(path))
        {
            throw Unwritable(path, "This is a folder, not a file.");
        }

        string probe = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (DirectoryNotFoundException)
        {
            throw Unwritable(path, "Its folder does not exist.");
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw Unwritable(path, FailureFolder.Reason(exception).Replace(probe, path, StringComparison.Ordinal));
        }
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            AtomicFile.Write(path, text);
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw Unwritable(path, FailureFolder.Reason(exception));
        }
    }

    private static CommandException Unwritable(string path, string reason) =>
        CommandException.Usage($"Nothing can be written to {path}: {reason}");
}
