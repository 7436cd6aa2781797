using System.Text;
using HmmSpec.Data;

namespace HmmSpec.Protocol;

/// <summary>
/// Splits a command into words as a POSIX shell does: blanks, quotes, backslashes. No shell runs, and what only a shell can
/// do is an error rather than a surprise.
/// </summary>
public static class CommandLine
{
    private const string OnlyOfShells = "|&;<>()$`";

    /// <summary>The words of a command, at least one; the error is a sentence.</summary>
    public static Sequence<string>? Split(string command, out string? error)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        int at = 0;
        error = null;
        while (at < command.Length && error is null)
        {
            char character = command[at++];
            if (character is ' ' or '\t' or '\n')
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }

                continue;
            }

            // A backslash before the end of a line joins the lines, and is no word.
            if (character == '\\' && at < command.Length && command[at] == '\n')
            {
                at++;
                continue;
            }

            if (character == '#' && !inWord)
            {
                error = "An unquoted # begins a comment in a shell; quote it if it is meant as it stands.";
                break;
            }

            inWord = true;
            error = character switch
            {
                '\'' => TakeSingleQuoted(command, ref at, word),
                '"' => TakeDoubleQuoted(command, ref at, word),
                '\\' => TakeEscaped(command, ref at, word),
                _ => TakePlain(character, word),
            };
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        if (error is null && (words.Count == 0 || words[0].Length == 0))
        {
            error = "A command is missing after exec:.";
        }

        return error is null ? [.. words] : null;
    }

    private static string? TakePlain(char character, StringBuilder word)
    {
        word.Append(character);
        return OnlyOfShells.Contains(character, StringComparison.Ordinal) ? OnlyInShell(character) : null;
    }

    private static string? TakeEscaped(string command, ref int at, StringBuilder word)
    {
        if (at == command.Length)
        {
            return "The command ends with a backslash that has nothing to quote.";
        }

        word.Append(command[at++]);
        return null;
    }

    private static string? TakeSingleQuoted(string command, ref int at, StringBuilder word)
    {
        int end = command.IndexOf('\'', at);
        if (end < 0)
        {
            return "A single quote is not closed.";
        }

        word.Append(command, at, end - at);
        at = end + 1;
        return null;
    }

    private static string? TakeDoubleQuoted(string command, ref int at, StringBuilder word)
    {
        while (at < command.Length)
        {
            char character = command[at++];
            switch (character)
            {
                case '"':
                    return null;
                case '$' or '`':
                    return OnlyInShell(character);
                // Before anything else the backslash stands for itself.
                case '\\' when at < command.Length && command[at] is '$' or '`' or '"' or '\\':
                    word.Append(command[at++]);
                    break;
                case '\\' when at < command.Length && command[at] == '\n':
                    at++;
                    break;
                default:
                    word.Append(character);
                    break;
            }
        }

        return "A double quote is not closed.";
    }

    private static string OnlyInShell(char character) =>
        $"No shell runs the command, so that {character} has to be quoted, or the command to be sh -c '...'.";
}
