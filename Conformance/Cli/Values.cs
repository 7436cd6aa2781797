using System.CommandLine;
using System.Globalization;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Reads a value of an option; what was expected instead if it cannot be read.</summary>
internal delegate string? ValueReader<T>(string text, out T value);

/// <summary>Options whose values are read here, so that what is wrong with one is one clear sentence.</summary>
internal static class Values
{
    private static readonly (string Suffix, double Seconds)[] Units =
    [
        ("ms", 0.001),
        ("s", 1),
        ("m", 60),
        ("h", 3600),
        ("d", 86400),
    ];

    /// <summary>An option with one value.</summary>
    public static Option<T> Option<T>(string name, string helpName, string description, ValueReader<T> read) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
                string? expected = read(text, out T value);
                if (expected is not null)
                {
                    result.AddError($"{name} is {Quote(text)}; expected {expected}.");
                }

                return value;
            },
        };

    /// <summary>A text in quotation marks, as messages show it.</summary>
    public static string Quote(string text) => new TextWord(text, 1).Quote();

    /// <summary>A text of any kind, but not an empty one.</summary>
    public static string? Text(string text, out string value)
    {
        value = text;
        return text.Length > 0 ? null : "something that is not empty";
    }

    /// <summary>Whole numbers within bounds.</summary>
    public static ValueReader<long> Number(long least, long most) =>
        (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= least
            && value <= most
                ? null
                : $"a whole number from {least} to {most}";

    /// <summary>Sizes of a world; whether the world can be is asked when all are known.</summary>
    public static string? Size(string text, out int? value)
    {
        bool good = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int size);
        value = good ? size : null;
        return good ? null : "a whole number";
    }

    /// <summary>Seeds.</summary>
    public static string? Seed(string text, out ulong? value)
    {
        bool good = TextReading.TryParseValue(text, out ulong seed);
        value = good ? seed : null;
        return good ? null : "an unsigned number of 64 bits, decimal or with 0x in front";
    }

    /// <summary>Spans of time: a number and a unit.</summary>
    public static string? Time(string text, out TimeSpan? value)
    {
        (string suffix, double unit) = Units.FirstOrDefault(candidate =>
            text.EndsWith(candidate.Suffix, StringComparison.Ordinal)
        );
        bool good =
            double.TryParse(
                suffix is null ? "" : text[..^suffix.Length],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out double number
            )
            && number * unit <= TimeSpan.FromDays(366).TotalSeconds;
        value = good ? TimeSpan.FromSeconds(number * unit) : null;
        return good ? null : "a number with ms, s, m, h or d behind it, such as 20s";
    }

    /// <summary>Lists of operations.</summary>
    public static string? Kinds(string text, out Sequence<OperationKind> value)
    {
        value = [];
        foreach (string word in text.Split(','))
        {
            if (!KindNames.All.TryFind(word, out OperationKind kind))
            {
                return $"operations with commas between them{Hint(word, KindNames.All.Words)}";
            }

            value = value.Contains(kind) ? value : value.Add(kind);
        }

        return null;
    }

    /// <summary>Profiles.</summary>
    public static string? ProfileNamed(string text, out Profile? value)
    {
        value = Profile.All.FirstOrDefault(profile => profile.Name == text);
        Sequence<string> names = [.. Profile.All.Select(profile => profile.Name)];
        return value is null ? Spelling.List(names) + Hint(text, names) : null;
    }

    /// <summary>What a misspelt word was perhaps meant to be, as the end of a sentence without its full stop.</summary>
    public static string Hint(string word, Sequence<string> candidates) =>
        Spelling.Nearest(word, candidates) is string near ? $" ({Quote(word)}: did you mean {Quote(near)}?)" : "";
}
