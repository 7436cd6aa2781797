using System.Globalization;
using System.Text;

namespace HmmSpec.Document;

/// <summary>The invariants by kind, and what became of those that are not stated.</summary>
internal static class InvariantChapter
{
    private const string Informally = "Informally: ";
    private const string NotStated = "unstated.md";

    /// <summary>How many the collection has that this specification began with.</summary>
    private const int Collected = 45;

    public static string Write(SpecModel model, Problems problems)
    {
        StringBuilder text = new();
        foreach (string kind in Kinds(model))
        {
            text.Append($"### {Title(kind)}\n\n{DocOf(model, kind)}\n\n");
            foreach (InvariantEntry invariant in model.Invariants.Where(invariant => invariant.Kind == kind))
            {
                text.Append(Write(model, invariant));
            }
        }

        Check(model, problems);
        return text.Append(model.Fragments.Titled(NotStated, "what became of the invariants that are not stated", 2))
            .ToString();
    }

    private static IEnumerable<string> Kinds(SpecModel model) =>
        (model.Index.Find("InvariantKind")?.Values.Select(value => Markdown.Kebab(value.Identifier.ValueText)) ?? [])
            .Append(InvariantReader.OfRuns)
            .Where(kind => model.Invariants.Any(invariant => invariant.Kind == kind));

    private static string Title(string kind) =>
        $"Invariants of {(kind is "state" or "run" or "step" ? $"{kind}s" : $"{kind} states")}";

    private static string DocOf(SpecModel model, string kind) =>
        model
            .Index.Find("InvariantKind")
            ?.Values.Where(value => Markdown.Kebab(value.Identifier.ValueText) == kind)
            .Select(value => DocComment.Of(value).Summary)
            .FirstOrDefault()
        ?? "Of runs, against flat memory, and where nothing is open.";

    private static string Write(SpecModel model, InvariantEntry invariant)
    {
        DocComment doc = invariant.Type.Doc;
        string sentence = doc.Summary.StartsWith(Informally, StringComparison.Ordinal)
            ? Capital(doc.Summary[Informally.Length..])
            : doc.Summary;
        string[] defects =
        [
            .. model
                .Defects.Where(defect => defect.Invariant.Split(' ').Contains(invariant.Id))
                .Select(defect => $"`{defect.Id}`"),
        ];
        return $"#### {invariant.Id}\n\n*{Words(invariant.Type.Name)}: {string.Join(", ", invariant.Clauses)}*\n\n"
            + $"{sentence}\n\n"
            + $"- Formula: {doc.Remarks}\n"
            + (defects.Length == 0 ? "" : $"- Broken by the seeded defects {string.Join(", ", defects)}\n")
            + "\n";
    }

    private static void Check(SpecModel model, Problems problems)
    {
        HashSet<string> stated = [.. model.Invariants.Select(invariant => invariant.Id)];
        Dictionary<string, int> named = new(StringComparer.Ordinal);
        IReadOnlyList<string> lines = model.Fragments.LinesOf(
            NotStated,
            "what became of the invariants that are not stated"
        );
        for (int index = 0; index < lines.Count; index++)
        {
            string first = lines[index].Split('|', StringSplitOptions.TrimEntries).ElementAtOrDefault(1) ?? "";
            if (References.IsId(first))
            {
                named[first] = index + 1;
            }
        }

        foreach ((string id, int line) in named.Where(pair => stated.Contains(pair.Key)))
        {
            problems.Add(new Place(Fragments.Folder + NotStated, line), $"{id} is stated now: remove its row");
        }

        foreach (int number in Enumerable.Range(1, Collected))
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"INV-{number}");
            if (!stated.Contains(id) && !named.ContainsKey(id))
            {
                problems.Add(
                    new Place(Fragments.Folder + NotStated, 1),
                    $"{id} is neither stated nor named here: state it, or add a row with the reason"
                );
            }
        }
    }

    private static string Words(string name) => Capital(Markdown.Kebab(name).Replace('-', ' '));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
