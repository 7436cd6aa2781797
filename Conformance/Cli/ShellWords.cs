namespace HmmSpec.Cli;

/// <summary>Words as a shell takes them.</summary>
internal static class ShellWords
{
    /// <summary>A word that may have to stand in quotation marks.</summary>
    public static string Quote(string word) =>
        word.Length > 0
        && word.All(static c => char.IsAsciiLetterOrDigit(c) || "_./:=+,-@".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
