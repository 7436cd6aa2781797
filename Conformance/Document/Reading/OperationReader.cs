using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Reads the operations: their words, their text forms, the activities that carry them out.</summary>
internal static class OperationReader
{
    public static IReadOnlyList<OperationEntry> Read(SourceIndex index)
    {
        IReadOnlyDictionary<string, string> verbs = Verbs(index);
        Dictionary<string, SyntaxNode> forms = Arms(index, "OperationText", "Operands");
        Dictionary<string, SyntaxNode> activities = Arms(index, "ReferenceModel", "Begin");
        return
        [
            .. index
                .Types.Where(type => type.Project == "Spec/Core" && IsCase(type))
                .OrderBy(type => type.Bases.Contains("Operation") ? 0 : 1)
                .ThenBy(type => type.Place.File, StringComparer.Ordinal)
                .ThenBy(type => type.Place.Line)
                .Select(type => new OperationEntry(
                    type,
                    verbs.GetValueOrDefault(type.Name, ""),
                    forms.TryGetValue(type.Name, out SyntaxNode? form) ? TextForm(form) : "",
                    activities.TryGetValue(type.Name, out SyntaxNode? begun) ? Created(begun) : ""
                )),
        ];
    }

    private static bool IsCase(TypeSource type) =>
        !type.IsAbstract && (type.Bases.Contains("Operation") || type.Bases.Contains("Spontaneous"));

    private static Dictionary<string, string> Verbs(SourceIndex index)
    {
        Dictionary<string, string> verbs = new(StringComparer.Ordinal);
        if (index.Find("Verbs") is { } type)
        {
            foreach ((string operation, SyntaxNode word) in Arms(index, "Verbs", "Of"))
            {
                verbs[operation] = Constants.Text(word as ExpressionSyntax, type) ?? "";
            }
        }

        return verbs;
    }

    /// <summary>What the methods of this name do for each type that they switch over.</summary>
    private static Dictionary<string, SyntaxNode> Arms(SourceIndex index, string type, string method)
    {
        Dictionary<string, SyntaxNode> arms = new(StringComparer.Ordinal);
        IEnumerable<MethodDeclarationSyntax> methods =
            index.Find(type)?.Methods.Where(candidate => candidate.Identifier.ValueText == method) ?? [];
        foreach (SwitchExpressionArmSyntax arm in methods.SelectMany(Syntax.Arms))
        {
            arms.TryAdd(TypeOf(arm.Pattern), arm.Expression);
        }

        return arms;
    }

    private static string TypeOf(PatternSyntax pattern) =>
        pattern switch
        {
            DeclarationPatternSyntax declared => Syntax.NameOf(declared.Type),
            ConstantPatternSyntax constant => Syntax.NameOf(constant.Expression),
            TypePatternSyntax type => Syntax.NameOf(type.Type),
            RecursivePatternSyntax recursive => Syntax.NameOf(recursive.Type),
            _ => "",
        };

    private static string Created(SyntaxNode node) =>
        Syntax.NameOf(node.DescendantNodesAndSelf().OfType<ObjectCreationExpressionSyntax>().FirstOrDefault()?.Type);

    // "p{it.Process} {RangeText.Format(it.Range)}" is "pPROCESS RANGE"; what a helper writes may be absent.
    private static string TextForm(SyntaxNode node)
    {
        StringBuilder form = new();
        foreach (
            SyntaxNode part in node.DescendantNodesAndSelf()
                .OfType<InterpolatedStringExpressionSyntax>()
                .SelectMany(text => text.Contents)
        )
        {
            form.Append(
                part switch
                {
                    InterpolatedStringTextSyntax text => text.TextToken.ValueText,
                    InterpolationSyntax value => Operand(value.Expression),
                    _ => "",
                }
            );
        }

        return form.ToString();
    }

    private static string Operand(ExpressionSyntax expression)
    {
        string? member = expression
            .DescendantNodesAndSelf()
            .OfType<MemberAccessExpressionSyntax>()
            .FirstOrDefault(access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: "it" })
            ?.Name.Identifier.ValueText;
        return member is not null ? Markdown.Kebab(member).ToUpperInvariant()
            : expression is InvocationExpressionSyntax helper
                ? $" [{Markdown.Kebab(Syntax.NameOf(helper.Expression)).Replace("-of", "", StringComparison.Ordinal).ToUpperInvariant()}]"
            : "";
    }
}
