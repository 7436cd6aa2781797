using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>Says of a failure where it is kept and how to see it again, and of a kept one whether it still shows.</summary>
internal static class KeptText
{
    /// <summary>The lines at the end of a failure.</summary>
    /// <param name="screen">Where to write.</param>
    /// <param name="plan">The check.</param>
    /// <param name="folder">The folder in which it was to be kept.</param>
    /// <param name="file">The replay file.</param>
    /// <param name="unkept">Why the file could not be written; empty if it was.</param>
    /// <param name="commandLine">The command line that finds the failure again; empty if there is none.</param>
    public static void Write(
        Screen screen,
        CheckPlan plan,
        string folder,
        string file,
        string unkept,
        string commandLine
    )
    {
        if (unkept.Length > 0)
        {
            screen.Line($"it could not be kept in {folder}: {unkept}");
        }
        else
        {
            screen.Line($"kept in {file}");
            foreach (string command in plan.CommandLinesFor(file))
            {
                screen.Line($"  {command}");
            }
        }

        if (commandLine.Length > 0)
        {
            screen.Line($"  {commandLine}");
        }
    }

    /// <summary>The line of a kept failure that was replayed; <paramref name="clause"/> is null if it is fixed.</summary>
    public static string Replayed(string file, string? clause) =>
        clause is null
            ? $"kept failure no longer diverges: now {file}"
            : $"kept failure still diverges: {file} ({clause})";
}
