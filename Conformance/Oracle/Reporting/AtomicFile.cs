namespace HmmSpec.Conformance;

/// <summary>Writes files whole or not at all: beside their place first, then moved there.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text; a file that was there is replaced.</summary>
    public static void Write(string path, string text)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    // The first error is the one to report.
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
