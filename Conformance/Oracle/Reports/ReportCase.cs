namespace HmmSpec.Conformance;

/// <summary>One case of a report: a clause, or the run itself.</summary>
/// <param name="Name">The id of the clause, or what else it is.</param>
/// <param name="Outcome">What is said of it.</param>
/// <param name="Reason">Why, in one line; empty where it held.</param>
/// <param name="Followed">How often the clause was followed.</param>
/// <param name="Divergences">The divergences from the clause.</param>
public sealed record ReportCase(
    string Name,
    CaseOutcome Outcome,
    string Reason,
    long Followed,
    IReadOnlyList<ResultDivergence> Divergences
)
{
    /// <summary>Whether it is a clause, and not the run itself.</summary>
    public bool IsClause { get; init; } = true;

    /// <summary>The group that it belongs to: the family of the clause.</summary>
    public string Group => IsClause && Name.Contains('-') ? Name[..Name.IndexOf('-')] : "run";
}
