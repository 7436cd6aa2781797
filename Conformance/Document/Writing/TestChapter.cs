using System.Text;

namespace HmmSpec.Document;

/// <summary>The scenarios and defects of each clause, family by family, apart from the clauses themselves.</summary>
internal static class TestChapter
{
    public static string Write(SpecModel model)
    {
        StringBuilder text = new();
        foreach (
            IGrouping<string, ClauseEntry> family in model.Clauses.GroupBy(
                clause => clause.Family,
                StringComparer.Ordinal
            )
        )
        {
            text.Append($"### Tests of {family.Key}\n\n");
            text.Append(
                Markdown.Table(
                    ["clause", "shown by", "defects that the checks find"],
                    family.Select(clause =>
                        (IReadOnlyList<string>)
                            [
                                $"<a id=\"{Anchor(clause)}\"></a>[{clause.Id}](#{Markdown.Slug(clause.Id)})",
                                Shown(model, clause),
                                Defects(model, clause),
                            ]
                    )
                )
            );
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A link to what shows a clause.</summary>
    public static string Link(ClauseEntry clause, string words) => $"[{words}](#{Anchor(clause)})";

    private static string Anchor(ClauseEntry clause) => $"tests-{Markdown.Slug(clause.Id)}";

    private static string Shown(SpecModel model, ClauseEntry clause)
    {
        IReadOnlyList<ScenarioEntry> scenarios = model.ScenariosOf(clause.Id);
        string reason = scenarios.Any(scenario => scenario.IsOfClause)
            ? ""
            : model.Reasons.GetValueOrDefault(clause.Id, "no scenario of its own");
        IEnumerable<string> named = scenarios
            .Where(scenario => !reason.Contains(scenario.Path, StringComparison.Ordinal))
            .Select(scenario =>
                scenario.IsOfClause ? $"{scenario.FileName} ({Markdown.Escape(scenario.Title)})" : scenario.FileName
            );
        string files = string.Join(", ", named);
        return string.Join("; ", new[] { reason, files }.Where(part => part.Length > 0));
    }

    private static string Defects(SpecModel model, ClauseEntry clause) =>
        string.Join(
            "; ",
            model
                .DefectsOf(clause.Id)
                .Select(defect => $"`{defect.Id}` ({Markdown.Escape(defect.Sentence.TrimEnd('.'))})")
        );
}
