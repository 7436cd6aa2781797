using System.Buffers;
using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>How a result says that its operation ended.</summary>
/// <param name="Kind">Whether it was carried out.</param>
/// <param name="Status">The status, if it is one that some clause knows.</param>
/// <param name="Word">The word, if it is not.</param>
internal readonly record struct Ending(AnswerKind Kind, Status Status, string? Word)
{
    private const int MostLetters = 20;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly string Expected =
        $"{Names.Statuses.Expected}, the name of another errno or signal, unsupported, unknown or fault";

    /// <summary>Whether it ended with a known status.</summary>
    internal bool IsPlain => Word is null;

    /// <summary>Reads the word at which a reader is.</summary>
    internal static Ending Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            if (Words.Statuses.TryFind(ref json, out Status status))
            {
                return new Ending(AnswerKind.Ended, status, null);
            }

            string word = json.GetString()!;
            AnswerKind? kind = word switch
            {
                "unsupported" => AnswerKind.Unsupported,
                "unknown" => AnswerKind.Unknown,
                "fault" => AnswerKind.Fault,
                _ => IsOfKind(word, "E") || IsOfKind(word, "SIG") ? AnswerKind.Ended : null,
            };
            if (kind is AnswerKind known)
            {
                return new Ending(known, Status.Ok, word);
            }
        }

        throw LineException.Expected(Expected);
    }

    /// <summary>The answer that ends so and delivers this.</summary>
    internal Answer With(Outcome outcome, string reason)
    {
        if (Kind != AnswerKind.Ended)
        {
            return Answer.Without(Kind, Word!, reason);
        }

        Answer answer = Word is null ? Answer.Of(outcome) : Answer.Unheard(Word, outcome);
        return reason.Length == 0 ? answer : answer with { Reason = reason };
    }

    private static bool IsOfKind(string word, string beginning)
    {
        if (!word.StartsWith(beginning, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = word.AsSpan(beginning.Length);
        return rest.Length is >= 1 and <= MostLetters && !rest.ContainsAnyExcept(Letters);
    }
}
