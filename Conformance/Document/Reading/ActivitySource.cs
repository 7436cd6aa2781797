using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>The methods of an activity, and which of them a step uses.</summary>
internal sealed class ActivitySource(TypeSource type, SourceIndex index, IReadOnlySet<string> activities)
{
    private readonly ILookup<string, MethodDeclarationSyntax> _methods = type.Methods.ToLookup(
        method => method.Identifier.ValueText,
        StringComparer.Ordinal
    );

    private readonly ILookup<string, PropertyDeclarationSyntax> _properties = type.Properties.ToLookup(
        property => property.Identifier.ValueText,
        StringComparer.Ordinal
    );

    public TypeSource Type { get; } = type;

    public SourceIndex Index { get; } = index;

    /// <summary>What all its methods and properties do.</summary>
    public IReadOnlyList<SyntaxNode> Bodies { get; } =
    [
        .. type
            .Methods.Cast<MemberDeclarationSyntax>()
            .Concat(type.Properties)
            .Select(Syntax.BodyOf)
            .OfType<SyntaxNode>(),
    ];

    public IEnumerable<MethodDeclarationSyntax> Steps => Type.Methods.Where(IsStep);

    public MethodDeclarationSyntax? Next => _methods["Next"].FirstOrDefault();

    public static bool IsStep(MethodDeclarationSyntax method) => Syntax.Attributes(method, "Step").Any();

    public bool IsActivity(string name) => activities.Contains(name);

    /// <summary>Of the steps that a method goes on with, one after another as they stand there.</summary>
    public IEnumerable<MethodDeclarationSyntax> StepsIn(SyntaxNode body) =>
        Reached(body).SelectMany(Called).Where(IsStep).Distinct();

    /// <summary>A body, and those of the methods and properties of the activity that it uses and that are no steps.</summary>
    public IReadOnlyList<SyntaxNode> Reached(SyntaxNode body)
    {
        List<SyntaxNode> reached = [body];
        for (int next = 0; next < reached.Count; next++)
        {
            IEnumerable<MemberDeclarationSyntax> used = Called(reached[next])
                .Where(method => !IsStep(method))
                .Concat<MemberDeclarationSyntax>(Used(reached[next]));
            foreach (MemberDeclarationSyntax member in used)
            {
                if (Syntax.BodyOf(member) is { } inner && !reached.Contains(inner))
                {
                    reached.Add(inner);
                }
            }
        }

        return reached;
    }

    /// <summary>What Next waits for before it comes to any step.</summary>
    public IEnumerable<string> Before(MethodDeclarationSyntax step) =>
        Next is { Body: { } body } next && next != step ? StepFacts.Waits([body]) : [];

    /// <summary>The invocations of a method of this activity.</summary>
    public IEnumerable<InvocationExpressionSyntax> CallsOf(string method, IEnumerable<SyntaxNode> within) =>
        within
            .SelectMany(body => body.DescendantNodesAndSelf())
            .OfType<InvocationExpressionSyntax>()
            .Where(call => IsOwn(call) && Syntax.NameOf(call.Expression) == method);

    private IEnumerable<MethodDeclarationSyntax> Called(SyntaxNode body) =>
        body.DescendantNodesAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .Where(IsOwn)
            .SelectMany(call =>
                _methods[Syntax.NameOf(call.Expression)]
                    .Where(method => method.ParameterList.Parameters.Count >= call.ArgumentList.Arguments.Count)
            );

    private IEnumerable<PropertyDeclarationSyntax> Used(SyntaxNode body) =>
        body.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name)
            .SelectMany(name => _properties[name.Identifier.ValueText])
            .Where(property => property.ExpressionBody is not null);

    // A method of the activity itself is called by name, or on a copy of it: here.Unmap(...), (this with { ... }).Vma(...).
    private bool IsOwn(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            IdentifierNameSyntax => true,
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } => char.IsLower(
                receiver.Identifier.ValueText[0]
            ),
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => true,
            MemberAccessExpressionSyntax { Expression: ParenthesizedExpressionSyntax } => true,
            MemberAccessExpressionSyntax { Expression: WithExpressionSyntax } => true,
            _ => false,
        };
}
