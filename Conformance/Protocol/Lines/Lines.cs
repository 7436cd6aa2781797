using System.Buffers;
using System.Globalization;
using System.Text;

namespace HmmSpec.Protocol;

/// <summary>What every line has to obey, and how lines are shown.</summary>
public static class Lines
{
    /// <summary>How many bytes a line has at most, without its line feed.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>How deep objects and lists are nested at most.</summary>
    public const int DeepestNesting = 32;

    /// <summary>How many characters of a line are shown at most.</summary>
    public const int LongestShown = 200;

    /// <summary>The beginning of a line; what cannot be printed is escaped.</summary>
    public static string Show(ReadOnlySpan<byte> line) => Show(line, LongestShown);

    internal static string Show(ReadOnlySpan<byte> line, int most)
    {
        StringBuilder shown = new();
        for (int count = 0; count < most && !line.IsEmpty; count++)
        {
            OperationStatus status = Rune.DecodeFromUtf8(line, out Rune rune, out int length);
            if (status != OperationStatus.Done)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{line[0]:X2}");
                length = 1;
            }
            else if (IsPrintable(rune))
            {
                shown.Append(rune);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }

            line = line[length..];
        }

        return line.IsEmpty ? shown.ToString() : shown.Append("...").ToString();
    }

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
