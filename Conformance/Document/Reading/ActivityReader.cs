using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the activities: their steps in order, with what can be said of each.</summary>
internal static class ActivityReader
{
    public static IReadOnlyList<ActivityEntry> Read(SourceIndex index, ProfileReader profiles)
    {
        TypeSource[] types =
        [
            .. index.Types.Where(type => type.Project == "Model/Reference" && type.Bases.Contains("Activity")),
        ];
        HashSet<string> names = [.. types.Select(type => type.Name)];
        return
        [
            .. types
                .Select(type => Entry(new ActivitySource(type, index, names), profiles))
                .OrderBy(activity => activity.Name, StringComparer.Ordinal),
        ];
    }

    private static ActivityEntry Entry(ActivitySource source, ProfileReader profiles)
    {
        StepFacts facts = new(source);
        StatusReader statuses = new(source, profiles);
        ErrorEntry[] errors = [.. statuses.Ends(source.Bodies)];
        return new ActivityEntry(
            source.Type,
            [.. StepOrder.Of(source).Select(step => Step(source, facts, statuses, step.Step, step.Number, step.Prose))],
            Merge(errors.Select(Own)),
            errors.Any(error => error.Statuses.Contains(StatusReader.Passed)),
            [.. facts.Calls(facts.Deep(source.Bodies))]
        );
    }

    private static StepEntry Step(
        ActivitySource source,
        StepFacts facts,
        StatusReader statuses,
        MethodDeclarationSyntax method,
        string number,
        string prose
    )
    {
        IReadOnlyList<SyntaxNode> bodies = source.Reached(Syntax.BodyOf(method)!);
        string[] ends =
        [
            .. statuses
                .Ends(bodies)
                .SelectMany(end => end.Statuses)
                .Distinct()
                .Select(status => status == StatusReader.Passed ? "the error of what it called" : status),
        ];
        IReadOnlyList<string> does = facts.Does(bodies);
        return new StepEntry(
            number,
            Syntax.Attributes(method, "Step").Select(Syntax.FirstText).First(),
            prose,
            [.. StepFacts.Waits(bodies).Concat(source.Before(method)).Distinct()],
            ends.Length == 0 ? does : [.. does, $"may end in {string.Join(", ", ends)}"],
            facts.Commits(bodies),
            [.. Syntax.Attributes(method, "Clause").Select(Syntax.FirstText)]
        );
    }

    private static ErrorEntry Own(ErrorEntry error) =>
        error with
        {
            Statuses = [.. error.Statuses.Where(status => status != StatusReader.Passed)],
        };

    // One entry for the same clauses.
    private static IReadOnlyList<ErrorEntry> Merge(IEnumerable<ErrorEntry> errors) =>
        [
            .. errors
                .Where(error => error.Statuses.Count > 0)
                .GroupBy(error => string.Join(',', error.Clauses), StringComparer.Ordinal)
                .Select(group => new ErrorEntry(
                    [.. group.SelectMany(error => error.Statuses).Distinct()],
                    group.First().Clauses
                )),
        ];
}
