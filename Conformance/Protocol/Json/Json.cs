using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What the JSON forms have in common: 64-bit values are strings, words are those of the text form.</summary>
public static class Json
{
    /// <summary>What a message says was expected of a 64-bit value.</summary>
    public const string Value = "a string with an unsigned number of 64 bits, such as \"17\"";

    // Words such as fault+write stay readable; the forms go into no HTML.
    internal static JsonWriterOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a writer is given, as a text.</summary>
    public static string Format(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, Options);
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a word of a vocabulary.</summary>
    public static void WriteWord<T>(this Utf8JsonWriter writer, string name, Vocabulary<T> vocabulary, T member)
        where T : struct, Enum => writer.WriteString(name, vocabulary.NameOf(member));

    /// <summary>Writes a list of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> strings)
    {
        writer.WriteStartArray(name);
        foreach (string text in strings)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
