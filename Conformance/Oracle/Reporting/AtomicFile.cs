namespace HmmSpec.Conformance;

/// <summary>
/// Writes files whole or not at all: beside their place first, then moved there. A link stays, and so does what is no plain
/// file, such as a device or a pipe: it is written to.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a text; what was in a file is replaced, and who may use it stays.</summary>
    public static void Write(string path, string text)
    {
        string target = TargetOf(path);
        if (IsInPlace(path, target))
        {
            File.WriteAllText(path, text);
            return;
        }

        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            TakeMode(target, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    // What is no plain file has no length, and an empty file has nothing to lose; a link that the system makes, as
    // /dev/stdout, may lead to what has no name.
    private static bool IsInPlace(string path, string target)
    {
        FileInfo file = new(target);
        return file.Exists ? file.Length == 0 : File.Exists(path);
    }

    private static void TakeMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(from))
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
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
