using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>
/// In which order an activity takes its steps: those that it begins with, those that its label leads to, and after each
/// the shapes that it can take instead.
/// </summary>
internal static class StepOrder
{
    /// <summary>Each step with its number and the prose of its label.</summary>
    public static IReadOnlyList<(MethodDeclarationSyntax Step, string Number, string Prose)> Of(ActivitySource activity)
    {
        List<(MethodDeclarationSyntax, string, string)> order = [];
        MethodDeclarationSyntax? next = activity.Next;
        IReadOnlyList<(MethodDeclarationSyntax Step, string Prose)> roots = next is null ? [] : Roots(activity, next);
        HashSet<MethodDeclarationSyntax> led = [.. roots.Select(root => root.Step)];
        HashSet<MethodDeclarationSyntax> placed = [];
        int number = 0;
        foreach (MethodDeclarationSyntax entry in Entries(activity, roots.Select(root => root.Step)))
        {
            Place(entry, "");
        }

        foreach ((MethodDeclarationSyntax step, string prose) in roots)
        {
            Place(step, prose);
        }

        return order;

        void Place(MethodDeclarationSyntax step, string prose)
        {
            if (!placed.Add(step))
            {
                return;
            }

            number++;
            order.Add((step, $"{number}", prose.Length > 0 ? prose : DocComment.Of(step).Summary));
            int shape = 0;
            foreach (MethodDeclarationSyntax inner in Shapes(activity, step, led))
            {
                if (placed.Add(inner))
                {
                    order.Add((inner, $"{number}{(char)('a' + shape++)}", DocComment.Of(inner).Summary));
                }
            }
        }
    }

    // Where the switch over the label leads to, in its order; and with a step for Next itself, that one.
    private static IReadOnlyList<(MethodDeclarationSyntax, string)> Roots(
        ActivitySource activity,
        MethodDeclarationSyntax next
    )
    {
        if (ActivitySource.IsStep(next))
        {
            return [(next, "")];
        }

        (string Label, MethodDeclarationSyntax[] Steps, string Prose)[] arms =
        [
            .. Syntax
                .Arms(next)
                .Select(arm => (LabelOf(arm), activity.StepsIn(arm.Expression).ToArray(), ProseOf(activity, arm)))
                .Where(arm => arm.Item2.Length > 0),
        ];
        if (arms.Length == 0)
        {
            return
            [
                .. Branches(Syntax.BodyOf(next)!).SelectMany(activity.StepsIn).Distinct().Select(step => (step, "")),
            ];
        }

        // A step that several labels lead to stands at the label of its name, with the prose of the others behind.
        return
        [
            .. arms.SelectMany(arm =>
                arm.Steps.Where(step => HomeOf(step) == arm.Label).Select(step => (step, All(step)))
            ),
        ];

        string HomeOf(MethodDeclarationSyntax step) =>
            arms.Where(arm => arm.Steps.Contains(step))
                .OrderBy(arm =>
                    arm.Label == step.Identifier.ValueText ? 0
                    : arm.Steps[0] == step ? 1
                    : 2
                )
                .First()
                .Label;

        string All(MethodDeclarationSyntax step) =>
            string.Join(
                " Also: ",
                arms.Where(arm => arm.Steps[0] == step)
                    .OrderBy(arm => arm.Label == HomeOf(step) ? 0 : 1)
                    .Select(
                        (arm, index) => index == 0 ? arm.Prose : char.ToLowerInvariant(arm.Prose[0]) + arm.Prose[1..]
                    )
            );
    }

    // A flag is not set at first: what it leads to comes last.
    private static IEnumerable<SyntaxNode> Branches(SyntaxNode body) =>
        body is ArrowExpressionClauseSyntax { Expression: ConditionalExpressionSyntax choice }
            ? [choice.WhenFalse, choice.WhenTrue]
            : [body];

    private static string LabelOf(SwitchExpressionArmSyntax arm) =>
        arm.Pattern is ConstantPatternSyntax constant ? Syntax.NameOf(constant.Expression) : "";

    private static string ProseOf(ActivitySource activity, SwitchExpressionArmSyntax arm)
    {
        string label = LabelOf(arm);
        return activity
                .Type.Members.OfType<EnumDeclarationSyntax>()
                .SelectMany(list => list.Members)
                .Where(member => member.Identifier.ValueText == label)
                .Select(member => DocComment.Of(member).Summary)
                .FirstOrDefault()
            ?? "";
    }

    // Steps that nothing in the activity leads to are taken by whoever calls it.
    private static IEnumerable<MethodDeclarationSyntax> Entries(
        ActivitySource activity,
        IEnumerable<MethodDeclarationSyntax> roots
    )
    {
        HashSet<MethodDeclarationSyntax> reached = [.. roots];
        Queue<MethodDeclarationSyntax> open = new(reached);
        while (open.TryDequeue(out MethodDeclarationSyntax? step))
        {
            foreach (MethodDeclarationSyntax inner in activity.StepsIn(Syntax.BodyOf(step)!).Where(reached.Add))
            {
                open.Enqueue(inner);
            }
        }

        return activity.Steps.Where(step => !reached.Contains(step));
    }

    private static IEnumerable<MethodDeclarationSyntax> Shapes(
        ActivitySource activity,
        MethodDeclarationSyntax step,
        HashSet<MethodDeclarationSyntax> led
    )
    {
        foreach (
            MethodDeclarationSyntax inner in activity.StepsIn(Syntax.BodyOf(step)!).Where(inner => !led.Contains(inner))
        )
        {
            yield return inner;
            foreach (MethodDeclarationSyntax further in Shapes(activity, inner, [.. led, inner, step]))
            {
                yield return further;
            }
        }
    }
}
