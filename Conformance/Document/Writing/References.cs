using System.Text.RegularExpressions;

namespace HmmSpec.Document;

/// <summary>What ids and names of scenario files lead to.</summary>
internal sealed partial class References
{
    // Ids of interleavings are the names of files.
    private const string Interleaving = "IL";

    private readonly HashSet<string> _ids;
    private readonly HashSet<string> _families;
    private readonly Dictionary<string, string> _scenarios;

    public References(SpecModel model)
    {
        _families = [.. model.Clauses.Select(clause => clause.Family), "INV"];
        _ids =
        [
            .. model.Clauses.Select(clause => clause.Id),
            .. model.Invariants.Select(invariant => invariant.Id),
            .. model.Freedoms.Select(freedom => freedom.Text("Id")),
            .. model.Fragments.All.SelectMany(file => Lines.Of(file.Text)).Select(FirstCell).Where(IsId),
        ];
        _scenarios = model
            .Scenarios.DistinctBy(scenario => scenario.FileName)
            .ToDictionary(scenario => scenario.FileName, scenario => scenario.Path, StringComparer.Ordinal);
    }

    /// <summary>Whether a word is an id, such as MIR-3, INV-9 or V9-16.</summary>
    public static bool IsId(string word) => Id().Match(word) is { Success: true } match && match.Length == word.Length;

    /// <summary>The ids of clauses and invariants, and the scenario files, that a text cites and that exist.</summary>
    public IEnumerable<string> Cited(string markdown) =>
        Token()
            .Matches(markdown)
            .Select(match => match.Value)
            .Where(word => _ids.Contains(word) || _scenarios.ContainsKey(word));

    /// <summary>Whether a word names a scenario file that exists.</summary>
    public bool IsScenario(string word) => _scenarios.ContainsKey(word);

    /// <summary>Says which ids and files of a text are not there.</summary>
    public void Check(string markdown, Place place, Problems problems)
    {
        foreach (string word in Token().Matches(markdown).Select(match => match.Value))
        {
            if (word.EndsWith(".hmm", StringComparison.Ordinal) && word[0] is not ('`' or '[' or '<'))
            {
                if (!IsScenario(word))
                {
                    problems.Add(
                        place,
                        $"there is no scenario file {word}: name one of tests/Vectors or ClauseScenarios"
                    );
                }
            }
            else if (IsId(word) && !_ids.Contains(word) && !IsForeign(word))
            {
                problems.Add(
                    place,
                    _families.Contains(FamilyOf(word)) || FamilyOf(word).Length == 3
                        ? $"{word} is cited, and there is no such clause or invariant: cite one of the catalogue"
                        : $"{word} is cited and nowhere explained: add a row for it to {Fragments.Folder}{SourceChapter}"
                );
            }
        }
    }

    /// <summary>The file that explains the ids of sources.</summary>
    public const string SourceChapter = "sources.md";

    /// <summary>A text with a link at every id and file name that is not in one yet.</summary>
    public string Link(string markdown)
    {
        string[] lines = markdown.Split('\n');
        bool isCode = false;
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index];
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            bool isProse = !isCode && !line.StartsWith('#') && !line.StartsWith("    ", StringComparison.Ordinal);
            lines[index] = isProse ? Token().Replace(line, match => Linked(match.Value)) : line;
        }

        return string.Join('\n', lines);
    }

    private string Linked(string word) =>
        _ids.Contains(word) ? $"[{word}](#{Markdown.Slug(word)})"
        : _scenarios.TryGetValue(word, out string? path) ? $"[{word}]({RelativeLinks.To(path)})"
        : word;

    private static bool IsForeign(string word) => FamilyOf(word) is Interleaving;

    private static string FamilyOf(string id) => id[..id.IndexOf('-', StringComparison.Ordinal)];

    private static string FirstCell(string line) =>
        line.StartsWith("| ", StringComparison.Ordinal)
        && line.IndexOf(" |", 2, StringComparison.Ordinal) is > 0 and int end
            ? line[2..end]
            : "";

    // Code, links and tags are passed over whole; then names of files, then ids.
    [GeneratedRegex(
        """`[^`]*`|!?\[[^\]]*\]\([^)]*\)|<a id="[^"]*"></a>[^\s|]+|<[^>]*>|\b[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*\.hmm\b|\b(?:[A-Z]{1,3}|V9|M15)-[0-9]{1,2}\b"""
    )]
    private static partial Regex Token();

    [GeneratedRegex(@"(?:[A-Z]{1,3}|V9|M15)-[0-9]{1,2}")]
    private static partial Regex Id();
}
