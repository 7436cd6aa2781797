namespace HmmSpec.Conformance;

/// <summary>A divergence as plain text.</summary>
internal static class DivergenceText
{
    /// <summary>In one line.</summary>
    public static string Headline(ResultDivergence divergence) =>
        OneLine($"{divergence.Subject}: expected {divergence.Expected}, found {divergence.Found}");

    /// <summary>Why a divergence is let pass, in one line.</summary>
    public static string Known(ResultDivergence divergence) =>
        OneLine(divergence.Issue is null ? "known by the baseline" : $"known by the baseline: {divergence.Issue}");

    /// <summary>A text without line breaks and other characters that are not shown.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(static c => char.IsControl(c) ? '\ufffd' : c));

    /// <summary>All of it, line by line.</summary>
    public static IEnumerable<string> Lines(ResultDivergence divergence)
    {
        yield return divergence.Origin;
        yield return $"world {divergence.World}";
        yield return $"profile {divergence.Profile}";
        foreach (string operation in Operations(divergence))
        {
            yield return operation;
        }

        yield return $"differs: {divergence.Subject}";
        yield return $"  expected  {divergence.Expected}";
        yield return $"  found     {divergence.Found}";
        if (divergence.BrokenInvariant is string broken)
        {
            yield return $"the state then breaks {broken}";
        }

        yield return $"{divergence.Clause}: {divergence.Sentence}";
        foreach (string command in divergence.Commands.Values)
        {
            yield return command;
        }
    }

    /// <summary>The operations, numbered.</summary>
    public static IEnumerable<string> Operations(ResultDivergence divergence)
    {
        int width = $"{divergence.Operations.Count}".Length;
        return divergence.Operations.Select((operation, index) => $"  {$"{index + 1}".PadLeft(width)}  {operation}");
    }
}
