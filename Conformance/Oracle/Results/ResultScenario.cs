namespace HmmSpec.Conformance;

/// <summary>The scenario of a clause has run.</summary>
/// <param name="Number">The how manieth it is, counted from 1.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Clauses">The clauses whose scenario it is.</param>
/// <param name="Followed">The clauses that were followed in it.</param>
/// <param name="Verdict"><c>conforms</c>, <c>diverges</c> or <c>inconclusive</c>.</param>
/// <param name="Detail">The broken clause, or why nothing can be said.</param>
public sealed record ResultScenario(
    int Number,
    string Title,
    IReadOnlyList<string> Clauses,
    IReadOnlyList<string> Followed,
    string Verdict,
    string? Detail = null
) : ResultLine;
