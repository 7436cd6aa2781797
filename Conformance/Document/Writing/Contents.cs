using System.Text;

namespace HmmSpec.Document;

/// <summary>A table of contents, and whether two headings have the same anchor.</summary>
internal static class Contents
{
    /// <summary>Its title.</summary>
    public const string Title = "Contents";

    /// <summary>Chapters, and what they are divided in; single clauses and the like are looked up by their ids.</summary>
    public static string Of(string markdown)
    {
        StringBuilder contents = new($"## {Title}\n\n");
        foreach ((int level, string title) in Headings(markdown).Where(heading => heading.Level <= 3))
        {
            contents.Append(level == 2 ? "" : "  ").Append($"- [{title}](#{Markdown.Slug(title)})\n");
        }

        return contents.Append('\n').ToString();
    }

    /// <summary>The anchors that more than one heading has.</summary>
    public static IEnumerable<string> Repeated(string markdown) =>
        Headings(markdown)
            .GroupBy(heading => Markdown.Slug(heading.Title), StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key);

    /// <summary>The headings with their levels, in order.</summary>
    public static IEnumerable<(int Level, string Title)> Headings(string markdown)
    {
        bool isCode = false;
        foreach (string line in markdown.Split('\n'))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            int level = line.TakeWhile(c => c == '#').Count();
            if (!isCode && level > 0 && level < line.Length && line[level] == ' ')
            {
                yield return (level, line[(level + 1)..]);
            }
        }
    }
}
