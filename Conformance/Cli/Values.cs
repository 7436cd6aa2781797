using System.CommandLine;
using System.Globalization;
using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>Reads a value of an option; if it cannot, the rest of the sentence that begins with the option.</summary>
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
                T value = default!;
                string? problem = result.Tokens.Count > 0 ? read(result.Tokens[0].Value, out value) : null;
                if (problem is not null)
                {
                    result.AddError($"{name} {problem}");
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
        return text.Length > 0 ? null : "is empty.";
    }

    /// <summary>Whole numbers within bounds.</summary>
    public static ValueReader<long> Number(long least, long most) =>
        (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= least
            && value <= most
                ? null
                : Expected(text, $"a whole number from {least} to {most}");

    /// <summary>Sizes of a world; whether the world can be is asked when all are known.</summary>
    public static string? Size(string text, out int? value)
    {
        bool good = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int size);
        value = good ? size : null;
        return good ? null : Expected(text, $"a whole number up to {int.MaxValue}");
    }

    /// <summary>Seeds.</summary>
    public static string? Seed(string text, out ulong? value)
    {
        bool good = TextReading.TryParseValue(text, out ulong seed);
        value = good ? seed : null;
        return good ? null : Expected(text, "an unsigned number of 64 bits, decimal or with 0x in front");
    }

    /// <summary>Spans of time: a number and a unit.</summary>
    public static string? Time(string text, out TimeSpan? value)
    {
        (string? suffix, double unit) = Units.FirstOrDefault(candidate =>
            text.EndsWith(candidate.Suffix, StringComparison.Ordinal)
        );
        string number = suffix is null ? "" : text[..^suffix.Length];
        bool good =
            double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count * unit <= TimeSpan.FromDays(366).TotalSeconds;
        value = good ? TimeSpan.FromSeconds(count * unit) : null;
        return good ? null : Expected(text, "a number with ms, s, m, h or d behind it, such as 20s");
    }

    /// <summary>Spans of time in which something can happen: more than none.</summary>
    public static string? SomeTime(string text, out TimeSpan? value) =>
        Time(text, out value) is string problem ? problem
        : value > TimeSpan.Zero ? null
        : Expected(text, "more than no time, such as 20s");

    /// <summary>Sizes of memory: a number and a unit.</summary>
    public static string? Memory(string text, out long? value)
    {
        int power = text.Length > 0 ? "KMGT".IndexOf(text[^1], StringComparison.Ordinal) + 1 : 0;
        bool good =
            double.TryParse(text[..^Math.Min(1, text.Length)], NumberStyles.AllowDecimalPoint, null, out double count)
            && power > 0
            && count is > 0 and < 1 << 20;
        value = good ? (long)(count * Math.Pow(1024, power)) : null;
        return good ? null : Expected(text, "a number with K, M, G or T behind it, such as 8G");
    }

    /// <summary>Words of a fixed list.</summary>
    public static ValueReader<string> Word(Sequence<string> words) =>
        (string text, out string value) =>
        {
            value = text;
            return words.Contains(text) ? null : $"is {Quote(text)}{Hint(text, words, "there are")}";
        };

    /// <summary>A level of observation.</summary>
    public static string? Level(string text, out ObservationLevel? value)
    {
        bool good = ObservedNames.Levels.TryFind(text, out ObservationLevel level);
        value = good ? level : null;
        return good ? null : Expected(text, ObservedNames.Levels.Expected);
    }

    /// <summary>Lists of operations.</summary>
    public static string? Kinds(string text, out Sequence<OperationKind> value)
    {
        value = [];
        foreach (string word in text.Split(','))
        {
            if (!CheckNames.Kinds.TryFind(word, out OperationKind kind))
            {
                return $"names {Quote(word)}{Hint(word, CheckNames.Kinds.Words, "the operations are")}";
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
        return value is null ? $"is {Quote(text)}{Hint(text, names, "the profiles are")}" : null;
    }

    /// <summary>The option that says how strictly a subject is compared.</summary>
    public static Option<Comparison> CompareOption() =>
        Option<Comparison>(
            "--compare",
            "HOW",
            "exact, or loose: only what the specification does not allow is a divergence; exact unless given",
            Compared
        );

    /// <summary>
    /// The end of a sentence about a word that is not known: what it was perhaps meant to be, or else all that it could
    /// be.
    /// </summary>
    public static string Hint(string word, Sequence<string> candidates, string all) =>
        Spelling.Nearest(word, candidates) is string near
            ? $"; did you mean {Quote(near)}?"
            : $"; {all} {List(candidates)}.";

    /// <summary>The words as a sentence lists them: <c>a, b and c</c>.</summary>
    public static string List(Sequence<string> words) =>
        words.Count < 2
            ? string.Concat(words)
            : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[words.Count - 1]}";

    private static string? Compared(string text, out Comparison value) =>
        CheckNames.Comparisons.TryFind(text, out value)
            ? null
            : $"is {Quote(text)}{Hint(text, CheckNames.Comparisons.Words, "there are")}";

    private static string Expected(string text, string expected) => $"is {Quote(text)}; expected {expected}.";
}
