namespace HmmSpec.Conformance;

/// <summary>Why a trace cannot be read any further.</summary>
/// <param name="Line">The line, from 1 on; 0 for the file as a whole.</param>
/// <param name="Sentence">What is wrong with it, and what was expected.</param>
/// <param name="Shown">The beginning of the line; empty if it says nothing.</param>
public sealed record TraceProblem(long Line, string Sentence, string Shown = "")
{
    /// <summary>Whether the trace is good, and what was asked for does not fit it.</summary>
    public bool IsUsage { get; init; }

    /// <summary>The problem with its place: <c>trace.jsonl:7: The line is no JSON: ...</c></summary>
    public string In(string file) =>
        (Line == 0 ? $"{file}: {Sentence}" : $"{file}:{Line}: {Sentence}")
        + (Shown.Length == 0 ? "" : $" It was: {Shown}");
}
