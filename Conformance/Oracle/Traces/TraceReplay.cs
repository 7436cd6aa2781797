namespace HmmSpec.Conformance;

/// <summary>Keeps what a trace diverges in as a replay file: the operations of the run up to the answer.</summary>
public static class TraceReplay
{
    /// <summary>Writes the replay file; its path.</summary>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="found">What was found; all operations must be known.</param>
    public static string Keep(FailureFolder folder, TraceFinding found)
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
        string stem = string.Concat(
            Path.GetFileNameWithoutExtension(found.File).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')
        );
        return folder.Keep(scenario, $"{stem}-{found.Line}");
    }
}
