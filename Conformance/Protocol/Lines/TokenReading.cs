using System.Buffers.Text;
using System.Text.Json;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>Reads single values of a line; what is not as expected ends the reading.</summary>
internal static class TokenReading
{
    private const string Value = "a string with an unsigned number of 64 bits, such as \"17\" or \"0x11\"";
    private const string AnyNumber = "a whole number from -2147483648 to 2147483647";
    private const string Number = "a whole number from 0 to 2147483647";
    private const string IdNumber = "a whole number from 1 on";

    internal static JsonReaderOptions Options { get; } = new() { MaxDepth = Lines.DeepestNesting };

    /// <summary>It is an error if the reader is not at the beginning of an object.</summary>
    internal static void RequireObject(this ref Utf8JsonReader json, string expected) =>
        Require(json.TokenType == JsonTokenType.StartObject, expected);

    /// <summary>Goes to the value of the next member of the form; false at the end of the object.</summary>
    internal static bool TryNext(this ref Utf8JsonReader json, Form form, ref MemberSet seen, out Member member)
    {
        while (true)
        {
            json.Read();
            if (json.TokenType == JsonTokenType.EndObject)
            {
                member = default;
                return form.MissingFrom(seen) is Member missing ? throw LineException.Missing(missing) : false;
            }

            if (Words.Members.TryFind(ref json, out member) && form.Knows(member))
            {
                if (!seen.Add(member))
                {
                    throw LineException.Twice();
                }

                json.Read();
                return true;
            }

            json.Skip();
        }
    }

    /// <summary>Goes to the value of one member before the others are read, and stays where it is if there is none.</summary>
    internal static void SeekMember(this ref Utf8JsonReader json, Member sought)
    {
        Utf8JsonReader ahead = json;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            if (Words.Members.TryFind(ref ahead, out Member member) && member == sought)
            {
                ahead.Read();
                json = ahead;
                return;
            }

            ahead.Skip();
        }

        json = ahead;
        throw LineException.Missing(sought);
    }

    /// <summary>It is an error if the reader is not at the beginning of a list.</summary>
    internal static void RequireList(this ref Utf8JsonReader json, string expected) =>
        Require(json.TokenType == JsonTokenType.StartArray, expected);

    /// <summary>Goes to the next item of a list; false at its end.</summary>
    internal static bool TryNextItem(this ref Utf8JsonReader json) =>
        json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>A number of 32 bits, of whatever sign.</summary>
    internal static int ReadAnyNumber(this ref Utf8JsonReader json)
    {
        int number = 0;
        Require(json.TokenType == JsonTokenType.Number && json.TryGetInt32(out number), AnyNumber);
        return number;
    }

    /// <summary>A number of things, or the number by which one is called.</summary>
    internal static int ReadNumber(this ref Utf8JsonReader json)
    {
        int number = 0;
        Require(json.TokenType == JsonTokenType.Number && json.TryGetInt32(out number) && number >= 0, Number);
        return number;
    }

    internal static long ReadId(this ref Utf8JsonReader json)
    {
        long id = 0;
        Require(json.TokenType == JsonTokenType.Number && json.TryGetInt64(out id) && id >= 1, IdNumber);
        return id;
    }

    internal static ulong ReadValue(this ref Utf8JsonReader json)
    {
        ulong value = 0;
        bool good =
            json.TokenType == JsonTokenType.String
            && (
                json.ValueIsEscaped
                    ? TextReading.TryParseValue(json.GetString(), out value)
                    : TryParse(json.ValueSpan, out value)
            );
        Require(good, Value);
        return value;
    }

    internal static bool ReadFlag(this ref Utf8JsonReader json)
    {
        Require(json.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false");
        return json.TokenType == JsonTokenType.True;
    }

    internal static string ReadText(this ref Utf8JsonReader json, string expected)
    {
        Require(json.TokenType == JsonTokenType.String, expected);
        return json.GetString()!;
    }

    internal static T ReadWord<T>(this ref Utf8JsonReader json, Utf8Words<T> words)
        where T : struct, Enum
    {
        T member = default;
        Require(json.TokenType == JsonTokenType.String && words.TryFind(ref json, out member), words.Expected);
        return member;
    }

    private static void Require(bool good, string expected)
    {
        if (!good)
        {
            throw LineException.Expected(expected);
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        bool isHexadecimal = text.StartsWith("0x"u8);
        ReadOnlySpan<byte> digits = isHexadecimal ? text[2..] : text;
        value = 0;
        return !digits.IsEmpty
            && (isHexadecimal || char.IsAsciiDigit((char)digits[0])) // The parser takes signs as well.
            && Utf8Parser.TryParse(digits, out value, out int length, isHexadecimal ? 'x' : 'D')
            && length == digits.Length;
    }
}
