using System.Text;

namespace HmmSpec.Document;

/// <summary>The clauses, family by family.</summary>
internal static class ClauseChapter
{
    /// <summary>The file that names the clauses which no step, invariant or rule cites, with their reasons.</summary>
    private const string Uncited = "uncited.md";

    public static string Write(SpecModel model, Problems problems)
    {
        StringBuilder text = new();
        IReadOnlyDictionary<string, string> uncited = UncitedIn(model);
        foreach (
            IGrouping<string, ClauseEntry> family in model.Clauses.GroupBy(
                clause => clause.Family,
                StringComparer.Ordinal
            )
        )
        {
            ClauseEntry first = family.First();
            string tells = $"a title and what the family {family.Key} is about ({first.Place.File}:{first.Place.Line})";
            text.Append(model.Fragments.Titled($"families/{family.Key}.md", tells, 2, $" ({family.Key})"));
            foreach (ClauseEntry clause in family)
            {
                text.Append(Write(model, clause, uncited, problems));
            }
        }

        return text.ToString();
    }

    private static string Write(
        SpecModel model,
        ClauseEntry clause,
        IReadOnlyDictionary<string, string> uncited,
        Problems problems
    )
    {
        string versions = clause.Versions.Count == 0 ? "recommended" : string.Join(", ", clause.Versions);
        StringBuilder text = new($"#### {clause.Id}\n\n");
        text.Append($"*{clause.Kind}; {versions}; {Markdown.Escape(clause.Source)}*\n\n");
        text.Append($"{Markdown.Escape(clause.Sentence)}\n\n");
        text.Append($"Stated by: {Stated(model, clause, uncited, problems)} · {TestChapter.Link(clause, "tests")}\n\n");
        return text.ToString();
    }

    private static string Stated(
        SpecModel model,
        ClauseEntry clause,
        IReadOnlyDictionary<string, string> uncited,
        Problems problems
    )
    {
        IReadOnlyList<Citation> citations = model.CitationsOf(clause.Id);
        if (citations.Count > 0)
        {
            return string.Join(
                "; ",
                citations.GroupBy(citation => citation.Owner, StringComparer.Ordinal).Select(Cited)
            );
        }

        if (uncited.TryGetValue(clause.Id, out string? reason))
        {
            return reason;
        }

        problems.Add(
            clause.Place,
            $"{clause.Id} is cited by no step, invariant or rule: cite it where it is stated, or name it with its reason in "
                + Fragments.Folder
                + Uncited
        );
        return "";
    }

    private static string Cited(IGrouping<string, Citation> owner)
    {
        string steps = string.Join(
            ", ",
            owner.Where(citation => citation.Step.Length > 0).Select(citation => $"“{citation.Step}”")
        );
        return steps.Length == 0 ? owner.Key : $"{owner.Key} {steps}";
    }

    private static Dictionary<string, string> UncitedIn(SpecModel model)
    {
        Dictionary<string, string> uncited = new(StringComparer.Ordinal);
        foreach (
            string line in model.Fragments.LinesOf(
                Uncited,
                "a table of the clauses that nothing cites: | ID | reason |"
            )
        )
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 2 && References.IsId(cells[0]))
            {
                uncited[cells[0]] = cells[1];
            }
        }

        return uncited;
    }
}
