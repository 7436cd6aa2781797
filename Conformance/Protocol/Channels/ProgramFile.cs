using System.Runtime.Versioning;

namespace HmmSpec.Protocol;

/// <summary>
/// Finds a program as a shell does: with a slash relative to the current folder, without one in PATH and nowhere else
/// (.NET would look beside hmmspec and in the current folder first).
/// </summary>
internal static class ProgramFile
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a program; null, and why, if there is none.</summary>
    public static string? Find(string name, out StartFailure? failure)
    {
        failure = null;
        if (OperatingSystem.IsWindows())
        {
            // There the operating system knows better: extensions, registered paths.
            return name;
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            string path = Path.GetFullPath(name);
            failure = Problem(name, path);
            return failure is null ? path : null;
        }

        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            string path = Path.GetFullPath(Path.Combine(folder.Length == 0 ? "." : folder, name));
            if (Problem(name, path) is null)
            {
                return path;
            }
        }

        string hint = File.Exists(name) ? $"; the file here is ./{PrintableText.Escape(name)}" : "";
        failure = new(StartProblem.NotFound, $"There is no program {PrintableText.Escape(name)} in PATH{hint}.");
        return null;
    }

    [UnsupportedOSPlatform("windows")]
    private static StartFailure? Problem(string name, string path)
    {
        string shown = PrintableText.Escape(name);
        if (Directory.Exists(path))
        {
            return new(StartProblem.NotExecutable, $"{shown} is a folder and no program.");
        }

        if (!File.Exists(path))
        {
            return new(StartProblem.NotFound, $"There is no program {shown}.");
        }

        return (File.GetUnixFileMode(path) & Executable) == 0
            ? new(StartProblem.NotExecutable, $"{shown} is not executable.")
            : null;
    }
}
