using System.Text;

namespace HmmSpec.Document;

/// <summary>The activities, each with the table of its steps.</summary>
internal static class ActivityChapter
{
    private static readonly string[] Header = ["", "step", "does", "waits for", "commits", "clauses"];

    public static string Write(SpecModel model, Problems problems)
    {
        StringBuilder text = new();
        foreach (ActivityEntry activity in model.Activities)
        {
            text.Append(Write(model, activity));
            if (activity.Type.Doc.Summary.Length == 0)
            {
                problems.Add(activity.Type.Place, $"{activity.Name} needs a doc comment: what it is, in a sentence");
            }
        }

        return text.ToString();
    }

    private static string Write(SpecModel model, ActivityEntry activity)
    {
        StringBuilder text = new($"### {activity.Name}\n\n{activity.Type.Doc.Summary}\n\n");
        IEnumerable<string> uses = model
            .Operations.Where(operation => operation.Activity == activity.Name)
            .Select(operation =>
                operation.IsSpontaneous ? $"`{operation.Name}`, by itself" : $"[{operation.Verb}](#{operation.Verb})"
            )
            .Concat(
                model
                    .Activities.Where(caller => caller.Calls.Contains(activity.Name))
                    .Select(caller => $"[`{caller.Name}`](#{Markdown.Slug(caller.Name)})")
            );
        string used = string.Join(", ", uses);
        text.Append(used.Length == 0 ? "" : $"Used by: {used}.\n\n");
        IReadOnlyList<string>[] rows = [.. activity.Steps.Select(Cells)];
        return text.Append(rows.Length == 0 ? "" : Markdown.DenseTable(Header, rows) + "\n").ToString();
    }

    private static IReadOnlyList<string> Cells(StepEntry step) =>
        [
            step.Number,
            $"**{Markdown.Escape(step.Label)}**",
            string.Join(' ', new[] { step.Prose, Sentence(step.Does) }.Where(part => part.Length > 0)),
            string.Join(", ", step.Waits),
            string.Join(", ", step.Commits),
            string.Join(" ", step.Clauses),
        ];

    private static string Sentence(IReadOnlyList<string> does) => does.Count == 0 ? "" : $"*{string.Join("; ", does)}*";
}
