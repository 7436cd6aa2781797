using System.Text;

namespace HmmSpec.Document;

/// <summary>The prose that no source has: <c>Spec/Document</c>, a file a chapter, an operation, a family.</summary>
internal sealed class Fragments(IReadOnlyList<SourceFile> files, Problems problems)
{
    /// <summary>Where they are.</summary>
    public const string Folder = "Spec/Document/";

    private const string Comment = "<!-- ";

    private readonly Dictionary<string, SourceFile> _files = files
        .Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal))
        .Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal))
        .ToDictionary(file => file.Path[Folder.Length..], StringComparer.Ordinal);

    private readonly HashSet<string> _taken = [];

    public IEnumerable<SourceFile> All =>
        _files.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The lines of a fragment; of one that is missing none, and the problem says what it has to tell.</summary>
    public IReadOnlyList<string> LinesOf(string name, string tells)
    {
        _taken.Add(name);
        if (_files.TryGetValue(name, out SourceFile? file) && file.Text.Trim().Length > 0)
        {
            return Lines.Of(file.Text.Trim());
        }

        problems.Add(new Place(Folder + name, 0), $"this prose is missing: write {tells}");
        return [];
    }

    /// <summary>A fragment with a title, whose headings are <paramref name="level"/> levels deeper in the document.</summary>
    public string Titled(string name, string tells, int level, string suffix = "")
    {
        IReadOnlyList<string> lines = LinesOf(name, tells);
        if (lines.Count == 0)
        {
            return "";
        }

        if (!lines[0].StartsWith("# ", StringComparison.Ordinal))
        {
            problems.Add(new Place(Folder + name, 1), "the first line has to be the title: # Title");
        }

        return Body([lines[0] + suffix, .. lines.Skip(1)], name, level);
    }

    /// <summary>A fragment without a title.</summary>
    public string Untitled(string name, string tells, int level) => Body(LinesOf(name, tells), name, level);

    /// <summary>
    /// What a fragment says of its generated part, in a comment on its first line: <c>&lt;!-- errors: ERR-1 FLT-11 --&gt;</c>
    /// where an operation ends in these errors only, of those that its activity has. Null if it says nothing.
    /// </summary>
    public IReadOnlyList<string>? Option(string name, string option)
    {
        string first = _files.TryGetValue(name, out SourceFile? file) ? Lines.Of(file.Text)[0] : "";
        string start = $"{Comment}{option}:";
        return first.StartsWith(start, StringComparison.Ordinal)
            ? first[start.Length..]
                .Replace("-->", "", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : null;
    }

    /// <summary>Those that nothing takes.</summary>
    public void CheckTaken()
    {
        foreach (string name in _files.Keys.Except(_taken).Order(StringComparer.Ordinal))
        {
            problems.Add(
                new Place(Folder + name, 1),
                "nothing in the document is called so: remove the file, or give it the name of a chapter, an operation or a family"
            );
        }
    }

    private static string Body(IReadOnlyList<string> lines, string name, int level)
    {
        StringBuilder body = new();
        bool isCode = false;
        foreach (string line in lines.Where(line => !line.StartsWith(Comment, StringComparison.Ordinal)))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            string text = isCode ? line : RelativeLinks.Move(Anchored(line), Folder + name);
            body.Append(!isCode && text.StartsWith('#') ? new string('#', level) : "").Append(text).Append('\n');
        }

        return body.Append('\n').ToString();
    }

    // An id that begins the row of a table is what the row explains: links lead there.
    private static string Anchored(string line)
    {
        int end = line.StartsWith("| ", StringComparison.Ordinal)
            ? line.IndexOf(" |", 2, StringComparison.Ordinal)
            : -1;
        string first = end < 0 ? "" : line[2..end];
        return References.IsId(first) ? $"| {Markdown.Anchor(first)} {line[(end + 1)..]}" : line;
    }
}
