using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// Reads the members of a JSON object. The first error is kept, so that a form can be read as if all went well and be
/// asked at its end. Members that nobody asks for are passed over.
/// </summary>
internal sealed class JsonFields
{
    private const int LongestQuote = 40;

    private readonly JsonElement _object;

    private JsonFields(JsonElement element)
    {
        _object = element;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Error = $"{Found(element)} stands where an object was expected.";
        }
    }

    /// <summary>What went wrong first, in one sentence.</summary>
    internal string? Error { get; private set; }

    /// <summary>Reads a form out of an object.</summary>
    internal static T? Read<T>(JsonElement element, Func<JsonFields, T?> form, out string? error)
    {
        JsonFields fields = new(element);
        T? read = default;
        try
        {
            read = form(fields);
        }
        catch (InvalidOperationException)
        {
            // The framework has no other way to say that a string or a name has half a surrogate pair.
            fields.Refuse("The object has a string that is no Unicode text.");
        }

        error = fields.Error;
        return error is null ? read : default;
    }

    internal bool Has(Member name) => Error is null && _object.TryGetProperty(Words.NameOf(name), out _);

    internal int Number(Member name)
    {
        int number = 0;
        if (TryGet(name, "a whole number", out JsonElement element))
        {
            bool good = element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number);
            Require(good, name, element, $"a whole number from {int.MinValue} to {int.MaxValue}");
        }

        return number;
    }

    internal int NumberOr(Member name, int otherwise) => Has(name) ? Number(name) : otherwise;

    internal ulong Value(Member name) => TryGet(name, Json.Value, out JsonElement element) ? Value(name, element) : 0;

    internal ulong ValueOr(Member name, ulong otherwise) => Has(name) ? Value(name) : otherwise;

    internal T Word<T>(Member name, Vocabulary<T> vocabulary)
        where T : struct, Enum =>
        TryGet(name, vocabulary.Expected, out JsonElement element) ? Word(name, element, vocabulary) : default;

    internal T WordOr<T>(Member name, Vocabulary<T> vocabulary, T otherwise)
        where T : struct, Enum => Has(name) ? Word(name, vocabulary) : otherwise;

    internal string? Text(Member name, string expected)
    {
        if (TryGet(name, expected, out JsonElement element))
        {
            Require(element.ValueKind == JsonValueKind.String, name, element, expected);
        }

        return Error is null ? element.GetString() : null;
    }

    internal PageRange Range() => new(Number(Member.Start), Number(Member.Count));

    internal Sequence<ulong> ValuesOrNone(Member name) => List(name, item => Value(name, item));

    internal Sequence<T> WordsOrNone<T>(Member name, Vocabulary<T> vocabulary)
        where T : struct, Enum => List(name, item => Word(name, item, vocabulary));

    internal void Refuse(string message) => Error ??= message;

    private static string Found(JsonElement element)
    {
        string text = element.ValueKind == JsonValueKind.Undefined ? "Nothing" : element.GetRawText();
        return text.Length > LongestQuote ? text[..LongestQuote] + "..." : text;
    }

    private ulong Value(Member name, JsonElement element)
    {
        ulong value = 0;
        bool good =
            element.ValueKind == JsonValueKind.String && TextReading.TryParseValue(element.GetString(), out value);
        Require(good, name, element, Json.Value);
        return value;
    }

    private T Word<T>(Member name, JsonElement element, Vocabulary<T> vocabulary)
        where T : struct, Enum
    {
        T member = default;
        bool good = element.ValueKind == JsonValueKind.String && vocabulary.TryFind(element.GetString(), out member);
        Require(good, name, element, vocabulary.Expected);
        return member;
    }

    private Sequence<T> List<T>(Member name, Func<JsonElement, T> item)
    {
        List<T> items = [];
        if (Has(name) && TryGet(name, "a list", out JsonElement element))
        {
            Require(element.ValueKind == JsonValueKind.Array, name, element, "a list");
            if (Error is null)
            {
                items.AddRange(element.EnumerateArray().TakeWhile(_ => Error is null).Select(item));
            }
        }

        return [.. items];
    }

    private bool TryGet(Member name, string expected, out JsonElement element)
    {
        element = default;
        if (Error is null && !_object.TryGetProperty(Words.NameOf(name), out element))
        {
            Error = $"The object has no \"{Words.NameOf(name)}\"; expected {expected}.";
        }

        return Error is null;
    }

    private void Require(bool good, Member name, JsonElement element, string expected)
    {
        if (!good)
        {
            Refuse($"\"{Words.NameOf(name)}\" is {Found(element)}; expected {expected}.");
        }
    }
}
