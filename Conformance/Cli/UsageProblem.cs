using System.CommandLine;
using System.CommandLine.Parsing;
using HmmSpec.Data;

namespace HmmSpec.Cli;

/// <summary>What is wrong with a command line, in one sentence.</summary>
internal static class UsageProblem
{
    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public static string? Of(ParseResult parsed) =>
        parsed.Errors.Count == 0 && !HasSuspects(parsed)
            ? null
            : UnknownOption(parsed)
                ?? Verb(parsed)
                ?? Surplus(parsed)
                ?? Repeated(parsed)
                ?? WithoutValue(parsed)
                ?? MissingArgument(parsed)
                ?? parsed.Errors[0].Message;

    private static bool HasSuspects(ParseResult parsed) => Suspects(parsed).Length > 0;

    // The parser takes an option that it does not know for an argument where one fits.
    private static string[] Suspects(ParseResult parsed) =>
        [
            .. parsed
                .CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(result => result.Tokens)
                .Select(token => token.Value)
                .Concat(parsed.UnmatchedTokens)
                .Where(word => word.Length > 1 && word[0] == '-')
                .Intersect(
                    parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)
                ),
        ];

    private static string? UnknownOption(ParseResult parsed)
    {
        if (Suspects(parsed) is not [string first, ..])
        {
            return null;
        }

        Sequence<string> known = [.. parsed.CommandResult.Command.Options.Select(option => option.Name).Order()];
        return $"{NameOf(parsed)} has no option {Values.Quote(first)}{Values.Hint(first, known, "it has")}";
    }

    private static string? Verb(ParseResult parsed)
    {
        Sequence<string> verbs = [.. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)];
        return verbs.Count == 0 ? null
            : parsed.UnmatchedTokens is [string first, ..]
                ? $"{NameOf(parsed)} has no verb {Values.Quote(first)}{Values.Hint(first, verbs, "it has")}"
            : $"{NameOf(parsed)} needs a verb: it has {Values.List(verbs)}.";
    }

    private static string? Surplus(ParseResult parsed) =>
        parsed.UnmatchedTokens is [string first, ..]
            ? $"{NameOf(parsed)} does not know what to do with {Values.Quote(first)}."
            : null;

    private static string? Repeated(ParseResult parsed) =>
        Options(parsed).FirstOrDefault(option => option.IdentifierTokenCount > 1) is OptionResult option
            ? $"{option.Option.Name} is given {option.IdentifierTokenCount} times; it can be given once."
            : null;

    private static string? WithoutValue(ParseResult parsed) =>
        Options(parsed).FirstOrDefault(option => option.Option.Arity.MinimumNumberOfValues > option.Tokens.Count)
            is OptionResult option
            ? $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}."
            : null;

    private static string? MissingArgument(ParseResult parsed) =>
        parsed.CommandResult.Command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }
        )
            is Argument argument
            ? $"{NameOf(parsed)} needs {argument.Name}: {argument.Description}."
            : null;

    private static IEnumerable<OptionResult> Options(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit);

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
