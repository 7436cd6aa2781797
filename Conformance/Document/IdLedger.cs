namespace HmmSpec.Document;

/// <summary>
/// The ids that clauses have ever had, each with the beginning of its sentence: a file that only grows. By it an id that
/// was given up is not used again, and clauses that change their numbers are noticed.
/// </summary>
internal static class IdLedger
{
    /// <summary>Where it is.</summary>
    public const string File = Fragments.Folder + "ids.txt";

    private const string GivenUp = "(given up)";
    private const string Header =
        "# Every id that a clause has ever had, and how its sentence begins. Lines are never removed: write\n"
        + $"# {GivenUp} behind the id of a clause that is gone. `hmmspec spec build` adds new ids.\n";
    private const int Opening = 72;

    /// <summary>The file as it has to be for these clauses.</summary>
    public static string Write(IReadOnlyList<SourceFile> files, IReadOnlyList<ClauseEntry> clauses, Problems problems)
    {
        Dictionary<string, string> known = Read(files, problems);
        Dictionary<string, string> openings = clauses.ToDictionary(
            clause => clause.Id,
            clause => OpeningOf(clause.Sentence),
            StringComparer.Ordinal
        );
        Dictionary<string, string> formerly = new(StringComparer.Ordinal);
        foreach ((string id, string opening) in known)
        {
            formerly.TryAdd(opening, id);
        }

        foreach (ClauseEntry clause in clauses)
        {
            string opening = openings[clause.Id];
            if (known.GetValueOrDefault(clause.Id) == GivenUp)
            {
                problems.Add(
                    clause.Place,
                    $"{clause.Id} was given up ({File}), and an id is not used again: take the next number"
                );
            }
            else if (
                formerly.TryGetValue(opening, out string? former)
                && former != clause.Id
                && Says(former) != opening
            )
            {
                problems.Add(
                    clause.Place,
                    $"{clause.Id} says what {former} said ({File}): an id never changes its meaning, so give both their numbers back"
                );
            }
        }

        foreach ((string id, string opening) in known.Where(pair => pair.Value != GivenUp && Says(pair.Key) is null))
        {
            problems.Add(
                new Place(File, LineOf(files, id)),
                $"{id} is not in the catalogue any more: write {GivenUp} in the place of \"{opening}\", and say so in CHANGELOG.md"
            );
        }

        IEnumerable<string> ids = known
            .Keys.Union(openings.Keys)
            .OrderBy(id => id[..3], StringComparer.Ordinal)
            .ThenBy(id => int.Parse(id.AsSpan(4), provider: null));
        return Header + string.Concat(ids.Select(id => $"{id} {Says(id) ?? known[id]}\n"));

        string? Says(string id) => openings.GetValueOrDefault(id);
    }

    private static Dictionary<string, string> Read(IReadOnlyList<SourceFile> files, Problems problems)
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        string[] lines = LinesOf(files);
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            int end = line.IndexOf(' ', StringComparison.Ordinal);
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (end < 0 || !References.IsId(line[..end]) || !known.TryAdd(line[..end], line[(end + 1)..]))
            {
                problems.Add(
                    new Place(File, index + 1),
                    "a line is an id that no other line has, a blank, and how its sentence begins"
                );
            }
        }

        return known;
    }

    private static string[] LinesOf(IReadOnlyList<SourceFile> files) =>
        [.. files.Where(file => file.Path == File).SelectMany(file => Lines.Of(file.Text))];

    private static int LineOf(IReadOnlyList<SourceFile> files, string id) =>
        Array.FindIndex(LinesOf(files), line => line.StartsWith($"{id} ", StringComparison.Ordinal)) + 1;

    private static string OpeningOf(string sentence)
    {
        if (sentence.Length <= Opening)
        {
            return sentence;
        }

        int end = sentence.LastIndexOf(' ', Opening);
        return sentence[..(end < 0 ? Opening : end)];
    }
}
