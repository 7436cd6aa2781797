using System.Text.Json;

namespace HmmSpec.Protocol;

/// <summary>
/// Where in a line a token stands: <c>results[3].touched[0].entry</c>. It is found by reading the line once more, so that
/// reading a good line need not keep it.
/// </summary>
internal static class LinePath
{
    private const int LongestName = 40;

    /// <summary>The path of the value, or of the name, that begins at this byte; empty for the whole line.</summary>
    internal static string At(ReadOnlySpan<byte> line, long start)
    {
        Stack<(string Name, int Index)> levels = new();
        string name = "";
        Utf8JsonReader json = new(line, TokenReading.Options);
        while (json.Read() && json.TokenStartIndex < start)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Lines.Show(json.ValueSpan, LongestName);
                    break;
                case JsonTokenType.StartObject:
                    levels.Push((Enter(levels, name), -1));
                    name = "";
                    break;
                case JsonTokenType.StartArray:
                    levels.Push((Enter(levels, name), 0));
                    name = "";
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    levels.Pop();
                    Leave(levels);
                    break;
                default:
                    Leave(levels);
                    break;
            }
        }

        return json.TokenType switch
        {
            JsonTokenType.EndObject or JsonTokenType.EndArray => levels.Pop().Name,
            JsonTokenType.PropertyName => Enter(levels, Lines.Show(json.ValueSpan, LongestName)),
            _ => Enter(levels, name),
        };
    }

    private static string Enter(Stack<(string Name, int Index)> levels, string name)
    {
        if (levels.Count == 0)
        {
            return "";
        }

        (string outer, int index) = levels.Peek();
        return index >= 0 ? $"{outer}[{index}]"
            : outer.Length > 0 ? $"{outer}.{name}"
            : name;
    }

    private static void Leave(Stack<(string Name, int Index)> levels)
    {
        if (levels.Count > 0 && levels.Peek().Index >= 0)
        {
            (string name, int index) = levels.Pop();
            levels.Push((name, index + 1));
        }
    }
}
