namespace HmmSpec.Conformance;

/// <summary>The last line: what it came to. A file without it is of a run that did not come to its end.</summary>
/// <param name="End"><c>complete</c>, <c>time</c>, <c>diverged</c>, <c>stopped</c> or, of a subject that could not be asked any more, <c>failed</c>.</param>
/// <param name="Scenarios">How many scenarios ran.</param>
/// <param name="Sequences">How many generated sequences ran.</param>
/// <param name="Operations">How many operations they had together.</param>
/// <param name="Seconds">How long they took.</param>
/// <param name="PerKind">How many operations of each kind ran.</param>
/// <param name="Clauses">How often each clause was followed.</param>
/// <param name="Skipped">The clauses of which nothing can be said, and why.</param>
/// <param name="Divergences">How many divergences were found that are not known.</param>
/// <param name="Known">How many were found that are.</param>
/// <param name="Stale">The entries of the baseline that are to be removed.</param>
/// <param name="Verdict"><c>conforms</c>, <c>diverges</c> or <c>inconclusive</c>.</param>
/// <param name="Reason">The broken clause, or why nothing can be said; empty if there is nothing to add.</param>
/// <param name="ExitCode">What the command ended with.</param>
public sealed record ResultFooter(
    string End,
    int Scenarios,
    long Sequences,
    long Operations,
    double Seconds,
    IReadOnlyDictionary<string, long> PerKind,
    IReadOnlyDictionary<string, long> Clauses,
    IReadOnlyDictionary<string, string> Skipped,
    int Divergences,
    int Known,
    IReadOnlyList<string> Stale,
    string Verdict,
    string Reason,
    int ExitCode
) : ResultLine
{
    /// <summary>The type of the line.</summary>
    public const string Type = "footer";
}
