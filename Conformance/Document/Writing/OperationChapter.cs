using System.Text;

namespace HmmSpec.Document;

/// <summary>The operations, each with its prose, its form, its errors, and what carries it out.</summary>
internal static class OperationChapter
{
    private static readonly string[] ErrorHeader = ["error", "clauses", "where"];

    // What operations deliver and what notifiers do; the types of operands are found by the operations.
    private static readonly string[] Results = ["Outcome", "Event"];

    private const int Named = 10;

    public static string Write(SpecModel model, Problems problems)
    {
        StringBuilder text = new();
        foreach (OperationEntry operation in model.Operations.Where(operation => !operation.IsSpontaneous))
        {
            text.Append(Write(model, operation));
            if (operation.Activity.Length == 0)
            {
                problems.Add(
                    operation.Type.Place,
                    $"no activity carries out {operation.Name}: add it to ReferenceModel.Begin"
                );
            }
        }

        text.Append("### What happens by itself\n\n");
        text.Append(
            Markdown.Table(
                ["what", "is", "carried out by"],
                model
                    .Operations.Where(operation => operation.IsSpontaneous)
                    .Select(operation =>
                        (IReadOnlyList<string>)
                            [$"`{operation.Name}`", operation.Type.Doc.Summary, Link(operation.Activity)]
                    )
            )
        );
        text.Append("\n### Operands and results\n\n");
        return text.Append(Types(model)).ToString();
    }

    private static string Types(SpecModel model)
    {
        HashSet<string> shown =
        [
            .. StateChapter.Types(model).Select(type => type.Name),
            .. model.Operations.Select(operation => operation.Name),
        ];
        StringBuilder text = new();
        foreach (string root in model.Operations.Select(operation => operation.Name).Concat(Results))
        {
            foreach (TypeSource type in StateReader.Parts(model.Index, root, shown.Where(name => name != root)))
            {
                if (shown.Add(type.Name))
                {
                    text.Append($"#### {type.Name}\n\n{type.Doc.Summary}\n\n");
                    text.Append(type.IsEnum ? StateChapter.Values(model.Index, type) : StateChapter.Fields(type));
                }
            }
        }

        return text.ToString();
    }

    private static string Write(SpecModel model, OperationEntry operation)
    {
        string tells =
            $"what {operation.Verb} does, for a reader who knows the kernel and not this code "
            + $"({operation.Type.Place.File}:{operation.Type.Place.Line})";
        StringBuilder text = new($"### {operation.Verb}\n\n{operation.Type.Doc.Summary}\n\n");
        string name = $"operations/{operation.Verb}.md";
        text.Append(model.Fragments.Untitled(name, tells, 3));
        text.Append($"    {operation.Verb} {operation.TextForm}\n\n");
        if (operation.Type.Doc.Parameters.Count > 0)
        {
            text.Append(StateChapter.Fields(operation.Type));
        }

        if (model.ActivityOf(operation.Activity) is not { } activity)
        {
            return text.ToString();
        }

        string steps = string.Join(" → ", activity.Steps.Select(step => step.Label));
        text.Append($"Carried out by {Link(activity.Name)}: {steps}.\n\n");
        IReadOnlyList<string>? only = model.Fragments.Option(name, "errors");
        IReadOnlyList<string>[] errors =
        [
            .. Errors(model, activity, [])
                .Where(row => only is null || row[1].Split(", ").Any(only.Contains))
                .DistinctBy(row => (row[0], row[1])),
        ];
        text.Append(errors.Length == 0 ? "It ends well always.\n\n" : Markdown.DenseTable(ErrorHeader, errors) + "\n");
        string[] clauses = [.. activity.Steps.SelectMany(step => step.Clauses).Distinct()];
        ScenarioEntry[] scenarios =
        [
            .. clauses
                .SelectMany(model.ScenariosOf)
                .Where(IsOf)
                .Distinct()
                .OrderBy(scenario => scenario.IsOfClause ? 0 : 1),
        ];
        string named = string.Join(", ", scenarios.Take(Named).Select(scenario => scenario.FileName));
        string others = scenarios.Length > Named ? $" and {scenarios.Length - Named} more" : "";
        return text.Append(named.Length == 0 ? "" : $"Tested by {named}{others}.\n\n").ToString();

        bool IsOf(ScenarioEntry scenario) =>
            Lines
                .Of(scenario.Text)
                .Any(line =>
                    line.StartsWith($"{operation.Verb} ", StringComparison.Ordinal)
                    || line.Contains($" {operation.Verb} ", StringComparison.Ordinal)
                );
    }

    // Its own errors, and those of the activities that it calls where it passes them on.
    private static IEnumerable<IReadOnlyList<string>> Errors(
        SpecModel model,
        ActivityEntry activity,
        HashSet<string> seen
    )
    {
        seen.Add(activity.Name);
        foreach (ErrorEntry error in activity.Errors)
        {
            yield return
            [
                string.Join(", ", error.Statuses),
                string.Join(", ", error.Clauses),
                seen.Count == 1 ? "" : $"in {Link(activity.Name)}",
            ];
        }

        foreach (string called in activity.PassesErrors ? activity.Calls : [])
        {
            if (!seen.Contains(called) && model.ActivityOf(called) is { } inner)
            {
                foreach (IReadOnlyList<string> row in Errors(model, inner, seen))
                {
                    yield return row;
                }
            }
        }
    }

    private static string Link(string activity) => $"[`{activity}`](#{Markdown.Slug(activity)})";
}
