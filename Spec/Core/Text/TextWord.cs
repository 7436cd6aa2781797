namespace HmmSpec.Spec;

/// <summary>A word of a line, or a part of one, and where it stands.</summary>
public readonly ref struct TextWord
{
    private const int LongestQuote = 40;

    /// <summary>A word that begins in this column, counted from 1.</summary>
    public TextWord(ReadOnlySpan<char> text, int column)
    {
        Text = text;
        Column = column;
    }

    /// <summary>The word itself; nothing where the line ends.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The column of its first character, counted from 1.</summary>
    public int Column { get; }

    /// <summary>The word without its first characters.</summary>
    public TextWord From(int offset) => new(Text[offset..], Column + offset);

    /// <summary>What stands before and after the first separator, if there is one; else the whole word, and nothing.</summary>
    public bool TrySplit(char separator, out TextWord before, out TextWord after)
    {
        int at = Text.IndexOf(separator);
        before = at < 0 ? this : new TextWord(Text[..at], Column);
        after = at < 0 ? From(Text.Length) : From(at + 1);
        return at >= 0;
    }

    /// <summary>The word in quotation marks, as messages show it: cut if it is long, control characters escaped.</summary>
    public string Quote()
    {
        bool cut = Text.Length > LongestQuote;
        ReadOnlySpan<char> shown = cut ? Text[..LongestQuote] : Text;
        List<string> parts = new(shown.Length + 2) { "\"" };
        foreach (char c in shown)
        {
            parts.Add(char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c.ToString());
        }

        parts.Add(cut ? "...\"" : "\"");
        return string.Concat(parts);
    }

    /// <inheritdoc/>
    public override string ToString() => Text.ToString();
}
