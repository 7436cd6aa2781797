using System.CommandLine;

namespace HmmSpec.Cli;

/// <summary>Refuses options that mean nothing where they are given, so that nobody believes that they did something.</summary>
internal static class Meaningless
{
    /// <summary>Refuses the first of these options that was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="where">Where they mean nothing, as the sentence goes on: <c>beside --races</c>.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="CommandException">One was given.</exception>
    public static void Refuse(ParseResult parsed, string where, IEnumerable<Option> options)
    {
        if (options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw CommandException.Usage($"{given.Name} means nothing {where}.");
        }
    }
}
