using System.Text;

namespace HmmSpec.Document;

/// <summary>How things are written in Markdown.</summary>
internal static class Markdown
{
    /// <summary>Plain text, with what would be markup made harmless.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            bool isMarkup = c is '*' or '[' or ']' or '`' || (c == '_' && IsEdge(text, index));
            escaped.Append(
                c == '<' ? "&lt;"
                : isMarkup ? $"\\{c}"
                : $"{c}"
            );
        }

        return escaped.ToString();
    }

    /// <summary>A row of a table.</summary>
    public static string Row(params IEnumerable<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";

    /// <summary>A table with a header.</summary>
    public static string Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        Row(header) + Row(header.Select(_ => "---")) + string.Concat(rows.Select(cells => Row(cells)));

    /// <summary>A table without the columns that are empty in every row.</summary>
    public static string DenseTable(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] used =
        [
            .. Enumerable.Range(0, header.Count).Where(column => rows.Any(cells => cells[column].Length > 0)),
        ];
        return Table(
            [.. used.Select(column => header[column])],
            rows.Select(cells => (IReadOnlyList<string>)[.. used.Select(column => cells[column])])
        );
    }

    /// <summary>An id with an anchor that links can lead to.</summary>
    public static string Anchor(string id) => $"<a id=\"{Slug(id)}\"></a>{id}";

    /// <summary>The anchor that a heading has, by the rules of GitHub.</summary>
    public static string Slug(string heading)
    {
        StringBuilder slug = new();
        foreach (char c in heading.ToLowerInvariant())
        {
            if (c == ' ')
            {
                slug.Append('-');
            }
            else if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            {
                slug.Append(c);
            }
        }

        return slug.ToString();
    }

    /// <summary>A name of the source in words: <c>SwapOut</c> is <c>swap-out</c>.</summary>
    public static string Kebab(string name)
    {
        StringBuilder words = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append('-');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    // Within a word an underscore is no markup, and the kernel's names are full of them.
    private static bool IsEdge(string text, int index) =>
        index == 0
        || index + 1 == text.Length
        || !char.IsLetterOrDigit(text[index - 1])
        || !char.IsLetterOrDigit(text[index + 1]);
}
