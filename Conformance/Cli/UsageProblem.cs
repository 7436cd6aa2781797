using System.CommandLine;
using System.CommandLine.Parsing;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>What is wrong with a command line, in one sentence.</summary>
internal static class UsageProblem
{
    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public static string? Of(ParseResult parsed) =>
        UnknownOption(parsed) ?? MissingVerb(parsed) ?? Surplus(parsed) ?? Other(parsed);

    private static string? UnknownOption(ParseResult parsed)
    {
        // The parser takes an option that it does not know for an argument where one fits.
        IEnumerable<string> arguments = parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(result => result.Tokens)
            .Select(token => token.Value);
        string[] suspects = [.. arguments.Concat(parsed.UnmatchedTokens).Where(LooksLikeOption)];
        string? first = parsed
            .Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Select(token => token.Value)
            .FirstOrDefault(suspects.Contains);
        Sequence<string> known = [.. parsed.CommandResult.Command.Options.Select(option => option.Name)];
        return first is null
            ? null
            : $"{NameOf(parsed)} has no option {Values.Quote(first)}{Values.Hint(first, known)}; "
                + "--help lists those that there are.";
    }

    private static string? MissingVerb(ParseResult parsed)
    {
        Sequence<string> verbs = [.. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)];
        if (verbs.Count == 0)
        {
            return null;
        }

        string known = $"it has {Spelling.List(verbs)}";
        return parsed.UnmatchedTokens.Count > 0
                ? $"{NameOf(parsed)} has no verb {Values.Quote(parsed.UnmatchedTokens[0])}"
                    + $"{Values.Hint(parsed.UnmatchedTokens[0], verbs)}; {known}."
            : parsed.Action is null ? $"{NameOf(parsed)} needs a verb; {known}."
            : null;
    }

    private static string? Surplus(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count == 0
            ? null
            : $"{NameOf(parsed)} does not know what to do with {Values.Quote(parsed.UnmatchedTokens[0])}.";

    private static string? Other(ParseResult parsed) => parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null;

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static string NameOf(ParseResult parsed)
    {
        Stack<string> names = new();
        for (CommandResult? result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            names.Push(result.Command is RootCommand ? "hmmspec" : result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
