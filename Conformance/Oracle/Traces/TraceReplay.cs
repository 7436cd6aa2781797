namespace HmmSpec.Conformance;

/// <summary>Keeps what traces diverge in as replay files: the operations of the run up to the answer.</summary>
/// <param name="folder">Where they are kept.</param>
public sealed class TraceReplay(FailureFolder folder)
{
    // The trace that has a name for itself; those of the same name in other folders are told apart.
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Writes the replay file; its path.</summary>
    /// <param name="found">What was found; all operations must be known.</param>
    public string Keep(TraceFinding found)
    {
        List<string> comments =
        [
            $"{found.File}:{found.Line}: {found.What}; {found.Accepted} operations were accepted before it",
        ];
        if (found.IsConcurrent)
        {
            comments.Add(
                "The last operations were in flight at the same time; here they stand in the order of their calls."
            );
        }

        Scenario scenario = ReplayFile.Of(found.Finding, [.. comments]) with { Source = "hmmspec validate" };
        string stem = StemOf(found.File);
        _owners.TryAdd(stem, found.File);
        return folder.Keep(
            scenario,
            _owners[stem] == found.File ? $"{stem}-{found.Line}" : $"{stem}-{ShortHash.Of(found.File)}-{found.Line}"
        );
    }

    private static string StemOf(string file) =>
        string.Concat(
            Path.GetFileNameWithoutExtension(file).Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-')
        );
}
