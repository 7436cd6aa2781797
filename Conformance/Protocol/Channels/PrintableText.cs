using System.Globalization;
using System.Text;

namespace HmmSpec.Protocol;

/// <summary>Bytes of a subject as text that can be shown: it moves no cursor, and hides nothing.</summary>
internal static class PrintableText
{
    // A character has at most four bytes.
    private const int BytesPerCharacter = 4;

    /// <summary>How many bytes are enough for so many characters.</summary>
    public static int BytesFor(int characters) => characters * BytesPerCharacter;

    /// <summary>At most so many characters from the start; three dots say that there is more.</summary>
    public static string Start(ReadOnlySpan<byte> bytes, int characters, bool more = false)
    {
        string text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, BytesFor(characters))]);
        bool cut = more || text.Length > characters || bytes.Length > BytesFor(characters);
        return Escape(text.Length > characters ? text[..characters] : text) + (cut ? "..." : "");
    }

    /// <summary>The text with everything that is not printable written as an escape.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(NeedsEscape))
        {
            return text;
        }

        StringBuilder escaped = new(text.Length + 16);
        foreach (char character in text)
        {
            if (NeedsEscape(character))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    // Control characters move the cursor; format characters turn the direction of text around.
    private static bool NeedsEscape(char character) =>
        char.IsControl(character)
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
