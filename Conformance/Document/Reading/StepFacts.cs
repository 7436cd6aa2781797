using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>What can be read off the body of a step without running it.</summary>
internal sealed class StepFacts(ActivitySource activity)
{
    /// <summary>What it may wait for.</summary>
    public static IReadOnlyList<string> Waits(IEnumerable<SyntaxNode> bodies) =>
        [.. Members(bodies, "Blocked").Where(name => name != "No").Select(Markdown.Kebab).Distinct()];

    /// <summary>The windows that it opens and closes, the activities that it calls, the freedoms that it has.</summary>
    public IReadOnlyList<string> Does(IReadOnlyList<SyntaxNode> bodies) =>
        [
            .. Invocations(bodies, "Windows")
                .Select(call =>
                    Syntax.NameOf(call.Expression) switch
                    {
                        "Open" => $"opens {WindowOf(call)}window",
                        "Close" => "closes window",
                        _ => "",
                    }
                )
                .Where(text => text.Length > 0)
                .Concat(Calls(bodies).Select(name => $"calls [`{name}`](#{Markdown.Slug(name)})"))
                .Concat(
                    Members(Deep(bodies), "ChoiceKind")
                        .Where(name => name != "Canonical")
                        .Select(name => $"may choose {Markdown.Kebab(name)}")
                )
                .Distinct(),
        ];

    /// <summary>What it changes of flat memory.</summary>
    public IReadOnlyList<string> Commits(IReadOnlyList<SyntaxNode> bodies)
    {
        IReadOnlyList<SyntaxNode> deep = Deep(bodies);
        TypeSource? effects = activity.Index.Find("FlatEffect");
        IEnumerable<SyntaxNode> factories = Invocations(deep, "FlatEffect")
            .SelectMany(call =>
                effects?.Methods.Where(method => method.Identifier.ValueText == Syntax.NameOf(call.Expression)) ?? []
            )
            .Select(Syntax.BodyOf)
            .OfType<SyntaxNode>();
        return
        [
            .. Members(deep.Concat(factories), "FlatEffectKind")
                .Where(name => name != "None")
                .Select(Markdown.Kebab)
                .Distinct(),
        ];
    }

    /// <summary>The activities that it makes.</summary>
    public IEnumerable<string> Calls(IEnumerable<SyntaxNode> bodies) =>
        Nodes<ObjectCreationExpressionSyntax>(bodies)
            .Select(created => Syntax.NameOf(created.Type))
            .Where(name => name != activity.Type.Name && activity.IsActivity(name))
            .Distinct();

    /// <summary>The bodies, and those of the rules (static classes of the reference) that they use.</summary>
    public IReadOnlyList<SyntaxNode> Deep(IReadOnlyList<SyntaxNode> bodies)
    {
        List<SyntaxNode> deep = [.. bodies];
        for (int next = 0; next < deep.Count; next++)
        {
            foreach (InvocationExpressionSyntax call in Nodes<InvocationExpressionSyntax>([deep[next]]))
            {
                SyntaxNode? rule = RuleOf(call);
                if (rule is not null && !deep.Contains(rule))
                {
                    deep.Add(rule);
                }
            }
        }

        return deep;
    }

    private SyntaxNode? RuleOf(InvocationExpressionSyntax call)
    {
        TypeSource? owner = call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name }
            ? activity.Index.Find(name.Identifier.ValueText)
            : null;
        return owner is { Project: "Model/Reference" } && !activity.IsActivity(owner.Name)
            ? owner
                .Methods.Where(method => method.Identifier.ValueText == Syntax.NameOf(call.Expression))
                .Select(Syntax.BodyOf)
                .FirstOrDefault()
            : null;
    }

    private static string WindowOf(InvocationExpressionSyntax call) =>
        Members([call.ArgumentList], "EventKind").FirstOrDefault() is { } kind
            ? $"{Markdown.Kebab(kind).Replace('-', '_').ToUpperInvariant()} "
            : "";

    private static IEnumerable<InvocationExpressionSyntax> Invocations(IEnumerable<SyntaxNode> bodies, string type) =>
        Nodes<InvocationExpressionSyntax>(bodies)
            .Where(call =>
                call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner }
                && owner.Identifier.ValueText == type
            );

    private static IEnumerable<string> Members(IEnumerable<SyntaxNode> bodies, string type) =>
        Nodes<MemberAccessExpressionSyntax>(bodies)
            .Where(member =>
                member.Expression is IdentifierNameSyntax owner
                && owner.Identifier.ValueText == type
                && member.Parent is not (BinaryExpressionSyntax or PatternSyntax)
            )
            .Select(Syntax.NameOf);

    private static IEnumerable<T> Nodes<T>(IEnumerable<SyntaxNode> bodies)
        where T : SyntaxNode => bodies.SelectMany(body => body.DescendantNodesAndSelf()).OfType<T>();
}
