using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>Which clauses say what is wrong with mutants, and which say it of none.</summary>
/// <param name="Named">The clauses that findings name, with how many do, most first.</param>
/// <param name="Unnamed">
/// The clauses that no finding names, in the order of the catalogue. Choices are not among them: there is nothing in a freedom
/// to break.
/// </param>
public sealed record KillsByClause(IReadOnlyList<(string Clause, int Kills)> Named, IReadOnlyList<string> Unnamed)
{
    /// <summary>Of what findings name: the clause of the divergence, or of an invariant that is broken with it.</summary>
    /// <param name="findings">The clauses that each finding names.</param>
    public static KillsByClause Of(IEnumerable<IEnumerable<string>> findings)
    {
        Dictionary<string, int> kills = findings
            .SelectMany(static clauses => clauses.Distinct())
            .CountBy(static clause => clause)
            .ToDictionary();
        return new KillsByClause(
            [
                .. Catalogue
                    .All.Where(clause => kills.ContainsKey(clause.Id))
                    .Select(clause => (clause.Id, kills[clause.Id]))
                    .OrderByDescending(static pair => pair.Item2),
            ],
            [
                .. Catalogue
                    .All.Where(clause => clause.Kind != ClauseKind.Choice && !kills.ContainsKey(clause.Id))
                    .Select(static clause => clause.Id),
            ]
        );
    }

    /// <summary>Both lists as a section of a Markdown page.</summary>
    public string ToMarkdown() =>
        $"""
            ## What the findings name

            A finding names the clause that it breaks, and that of an invariant which its state breaks too. {Named.Count} clauses are named:
            {string.Join(", ", Named.Select(static pair => $"{pair.Clause} ({pair.Kills:N0})"))}.

            {Unnamed.Count} are named by none: {(
                Unnamed.Count == 0 ? "-" : string.Join(", ", Unnamed)
            )}. The step that is compared says which clause
            a finding names, so that some of them are broken under the name of another; choices can not be broken and are not counted.

            """;
}
