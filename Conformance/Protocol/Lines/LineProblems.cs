using System.Text.Json;
using System.Text.Unicode;

namespace HmmSpec.Protocol;

/// <summary>Finds what is wrong with a line as a whole, and says what was found wrong inside.</summary>
internal static class LineProblems
{
    private const int LongestFound = 40;

    /// <summary>Whether an exception says that a line is bad.</summary>
    internal static bool IsOfLine(Exception exception) =>
        // The framework has no other way than InvalidOperationException to say that a string has half a surrogate pair.
        exception is LineException or JsonException or InvalidOperationException;

    /// <summary>It is an error if a line is longer than lines are, or no UTF-8.</summary>
    internal static void Refuse(ReadOnlySpan<byte> line)
    {
        if (line.Length > Lines.LongestLine)
        {
            throw LineException.Whole(LineProblemKind.TooLong, TooLong);
        }

        if (!Utf8.IsValid(line))
        {
            throw LineException.Whole(LineProblemKind.NotUtf8, "The line is not UTF-8.");
        }
    }

    /// <summary>What is said of a line that is too long.</summary>
    internal static string TooLong => $"The line is longer than {Lines.LongestLine} bytes.";

    /// <summary>The problem that ended the reading of a line at the token where a reader is.</summary>
    internal static LineProblem Of(ReadOnlySpan<byte> line, in Utf8JsonReader json, Exception exception) =>
        exception switch
        {
            LineException wrong => new(wrong.Kind, Sentence(line, json, wrong), Lines.Show(line)),
            JsonException when IsTooDeep(line) => new(
                LineProblemKind.TooDeep,
                $"The line is nested deeper than {Lines.DeepestNesting}.",
                Lines.Show(line)
            ),
            JsonException broken => new(
                LineProblemKind.NotJson,
                $"The line is no JSON: {Plain(broken)}",
                Lines.Show(line)
            ),
            _ => new(LineProblemKind.Member, "The line has a string that is no Unicode text.", Lines.Show(line)),
        };

    private static string Sentence(ReadOnlySpan<byte> line, in Utf8JsonReader json, LineException wrong)
    {
        string path = wrong.Fault == LineFault.Whole ? "" : LinePath.At(line, json.TokenStartIndex);
        string place = path.Length == 0 ? "The line" : $"\"{path}\"";
        return wrong.Fault switch
        {
            LineFault.Wrong => $"{place} is {Found(line, json)}; expected {wrong.Message}.",
            LineFault.Missing => $"{place} has no \"{wrong.Message}\", which it must have.",
            LineFault.Twice => $"{place} is there twice; expected it once.",
            LineFault.Whole => wrong.Message,
        };
    }

    // The framework says twice where it was.
    private static string Plain(JsonException broken)
    {
        int place = broken.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        string sentence = place < 0 ? broken.Message : broken.Message[..place];
        return broken.BytePositionInLine is long position ? $"{sentence} This is at byte {position}." : sentence;
    }

    private static string Found(ReadOnlySpan<byte> line, in Utf8JsonReader json)
    {
        Utf8JsonReader value = json;
        int end = line.Length;
        try
        {
            value.Skip();
            end = (int)value.BytesConsumed;
        }
        catch (JsonException)
        {
            // A list or an object that is broken further on is shown as far as the line goes.
        }

        return Lines.Show(line[(int)json.TokenStartIndex..end], LongestFound);
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader json = new(line, new JsonReaderOptions { MaxDepth = Lines.DeepestNesting + 1 });
        try
        {
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    if (json.CurrentDepth >= Lines.DeepestNesting)
                    {
                        return true;
                    }
                }
            }
        }
        catch (JsonException)
        {
            // What is wrong with it comes before it is too deep.
        }

        return false;
    }
}
