using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>Writes members of objects, without making a string for any.</summary>
internal static class MemberWriting
{
    private const int MostDigits = 20;

    internal static void WriteName(this Utf8JsonWriter writer, Member name) =>
        writer.WritePropertyName(Words.Members.TextOf(name));

    internal static void WriteNumber(this Utf8JsonWriter writer, Member name, long number) =>
        writer.WriteNumber(Words.Members.TextOf(name), number);

    internal static void WriteFlag(this Utf8JsonWriter writer, Member name, bool flag) =>
        writer.WriteBoolean(Words.Members.TextOf(name), flag);

    internal static void WriteText(this Utf8JsonWriter writer, Member name, string text) =>
        writer.WriteString(Words.Members.TextOf(name), text);

    /// <summary>Writes a 64-bit value.</summary>
    internal static void WriteValue(this Utf8JsonWriter writer, Member name, ulong value)
    {
        writer.WriteName(name);
        writer.WriteValue(value);
    }

    internal static void WriteWord<T>(this Utf8JsonWriter writer, Member name, Utf8Words<T> words, T member)
        where T : struct, Enum => writer.WriteString(Words.Members.TextOf(name), words.TextOf(member));

    internal static void WriteNumberIfAny(this Utf8JsonWriter writer, Member name, int? number)
    {
        if (number is int known)
        {
            writer.WriteNumber(name, known);
        }
    }

    internal static void WriteFlagIfAny(this Utf8JsonWriter writer, Member name, bool? flag)
    {
        if (flag is bool known)
        {
            writer.WriteFlag(name, known);
        }
    }

    internal static void WriteValueIfAny(this Utf8JsonWriter writer, Member name, ulong? value)
    {
        if (value is ulong known)
        {
            writer.WriteValue(name, known);
        }
    }

    internal static void WriteWordIfAny<T>(this Utf8JsonWriter writer, Member name, Utf8Words<T> words, T? member)
        where T : struct, Enum
    {
        if (member is T known)
        {
            writer.WriteWord(name, words, known);
        }
    }

    internal static void WriteWords<T>(this Utf8JsonWriter writer, Member name, Utf8Words<T> words, Sequence<T> list)
        where T : struct, Enum
    {
        writer.WriteStartArray(Words.Members.TextOf(name));
        foreach (T member in list)
        {
            writer.WriteStringValue(words.TextOf(member));
        }

        writer.WriteEndArray();
    }

    internal static void WriteValues(this Utf8JsonWriter writer, Member name, Sequence<ulong> values)
    {
        writer.WriteStartArray(Words.Members.TextOf(name));
        foreach (ulong value in values)
        {
            writer.WriteValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the pages of a range as two members.</summary>
    internal static void WriteRange(this Utf8JsonWriter writer, PageRange range)
    {
        writer.WriteNumber(Member.Start, range.Start);
        writer.WriteNumber(Member.Count, range.Count);
    }

    private static void WriteValue(this Utf8JsonWriter writer, ulong value)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        value.TryFormat(digits, out int length);
        writer.WriteStringValue(digits[..length]);
    }
}
