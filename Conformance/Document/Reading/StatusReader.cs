using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>Finds in which errors an activity ends, and by which clauses.</summary>
internal sealed class StatusReader(ActivitySource activity, ProfileReader profiles)
{
    /// <summary>How errors of called activities are written.</summary>
    public const string Passed = "Reply.Status";

    private const string Ok = "Ok";

    /// <summary>The ends of the activity in these bodies, each with its statuses and clauses.</summary>
    public IEnumerable<ErrorEntry> Ends(IReadOnlyList<SyntaxNode> bodies) =>
        bodies
            .SelectMany(body => body.DescendantNodesAndSelf())
            .OfType<InvocationExpressionSyntax>()
            .Select(call => End(call, bodies))
            .OfType<IEnumerable<ErrorEntry>>()
            .SelectMany(entries => entries);

    private IEnumerable<ErrorEntry>? End(InvocationExpressionSyntax call, IReadOnlyList<SyntaxNode> bodies)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        if (call.Expression is not IdentifierNameSyntax name || arguments.Count < 3)
        {
            return null;
        }

        ExpressionSyntax? status = name.Identifier.ValueText switch
        {
            "Fail" => arguments[1].Expression,
            "End" => StatusOf(arguments[1].Expression, call),
            _ => null,
        };
        return status is null ? null : Resolve(status, arguments[2].Expression, call, bodies, 0);
    }

    // The first argument of an outcome; one that says nothing of a status is a success.
    private static ExpressionSyntax? StatusOf(ExpressionSyntax outcome, SyntaxNode at)
    {
        ExpressionSyntax made =
            outcome is IdentifierNameSyntax name && Local(name.Identifier.ValueText, at) is { } value ? value : outcome;
        return made switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ } first, ..] } => first.Expression,
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ } first] } call
                when Syntax.NameOf(call.Expression) == "Fail" => first.Expression,
            _ => null,
        };
    }

    private IEnumerable<ErrorEntry> Resolve(
        ExpressionSyntax status,
        ExpressionSyntax clauses,
        SyntaxNode at,
        IReadOnlyList<SyntaxNode> bodies,
        int depth
    )
    {
        MethodDeclarationSyntax? method = at.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        int ofStatus = Parameter(method, status);
        int ofClauses = Parameter(method, clauses);
        if (method is not null && (ofStatus >= 0 || ofClauses >= 0) && depth < 4)
        {
            InvocationExpressionSyntax[] calls = [.. activity.CallsOf(method.Identifier.ValueText, bodies)];
            return (
                calls.Length > 0 ? calls : [.. activity.CallsOf(method.Identifier.ValueText, activity.Bodies)]
            ).SelectMany(call =>
                Resolve(
                    Argument(call, method, ofStatus) ?? status,
                    Argument(call, method, ofClauses) ?? clauses,
                    call,
                    bodies,
                    depth + 1
                )
            );
        }

        string[] statuses = [.. Statuses(status, at).Where(word => word != Ok).Distinct()];
        return statuses.Length == 0 ? [] : [new ErrorEntry(statuses, [.. Clauses(clauses, at).Distinct()])];
    }

    private static int Parameter(MethodDeclarationSyntax? method, ExpressionSyntax expression) =>
        method is not null && expression is IdentifierNameSyntax name
            ? method.ParameterList.Parameters.IndexOf(parameter =>
                parameter.Identifier.ValueText == name.Identifier.ValueText
            )
            : -1;

    private static ExpressionSyntax? Argument(
        InvocationExpressionSyntax call,
        MethodDeclarationSyntax method,
        int index
    )
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        string name = index < 0 ? "" : method.ParameterList.Parameters[index].Identifier.ValueText;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)?.Expression
            ?? (index >= 0 && index < arguments.Count ? arguments[index].Expression : null);
    }

    private IEnumerable<string> Statuses(ExpressionSyntax expression, SyntaxNode at) =>
        expression switch
        {
            MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.ValueText: "Status" }
            } member => [Syntax.NameOf(member)],
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Reply" } } =>
            [
                Passed,
            ],
            MemberAccessExpressionSyntax member when Syntax.NameOf(member.Expression) == "Profile" => profiles.Statuses(
                Syntax.NameOf(member)
            ),
            ParenthesizedExpressionSyntax inner => Statuses(inner.Expression, at),
            ConditionalExpressionSyntax choice => Statuses(choice.WhenTrue, at).Concat(Statuses(choice.WhenFalse, at)),
            IdentifierNameSyntax name => Local(name.Identifier.ValueText, at) is { } value
                ? Statuses(value, value)
                : [],
            InvocationExpressionSyntax call when MethodOf(call) is { } method => StatusesIn(Syntax.BodyOf(method)),
            SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Statuses(arm.Expression, at)),
            _ => StatusesIn(expression),
        };

    private static IEnumerable<string> StatusesIn(SyntaxNode? body) =>
        body?.DescendantNodesAndSelf()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(member => member.Expression is IdentifierNameSyntax { Identifier.ValueText: "Status" })
            .Where(member => member.Parent is not BinaryExpressionSyntax { OperatorToken.ValueText: "==" or "!=" })
            .Select(Syntax.NameOf)
        ?? [];

    private IEnumerable<string> Clauses(ExpressionSyntax expression, SyntaxNode at) =>
        expression switch
        {
            IdentifierNameSyntax name => Constants.Field(activity.Type, name.Identifier.ValueText) is { } field
                ? Ids(field)
            : Local(name.Identifier.ValueText, at) is { } value ? Clauses(value, value)
            : [],
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } member
                when activity.Index.Find(owner.Identifier.ValueText) is { } type
                    && Constants.Field(type, Syntax.NameOf(member)) is { } field => Ids(field),
            BinaryExpressionSyntax both => Clauses(both.Left, at).Concat(Clauses(both.Right, at)),
            ParenthesizedExpressionSyntax inner => Clauses(inner.Expression, at),
            ConditionalExpressionSyntax choice => Clauses(choice.WhenTrue, at).Concat(Clauses(choice.WhenFalse, at)),
            InvocationExpressionSyntax call when MethodOf(call) is { } method && TypeOf(call) is { } type => Syntax
                .BodyOf(method)!
                .DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Select(name => Constants.Field(type, name.Identifier.ValueText))
                .OfType<ExpressionSyntax>()
                .SelectMany(Ids),
            _ => [],
        };

    private static IEnumerable<string> Ids(ExpressionSyntax field) =>
        field
            .DescendantNodesAndSelf()
            .OfType<LiteralExpressionSyntax>()
            .Select(literal => literal.Token.Value)
            .OfType<string>();

    // What a local variable is initialized with that can be seen from a place.
    private static ExpressionSyntax? Local(string name, SyntaxNode at) =>
        at.AncestorsAndSelf()
            .OfType<BlockSyntax>()
            .SelectMany(block => block.Statements.OfType<LocalDeclarationStatementSyntax>())
            .SelectMany(statement => statement.Declaration.Variables)
            .FirstOrDefault(variable => variable.Identifier.ValueText == name && variable.SpanStart < at.SpanStart)
            ?.Initializer?.Value;

    private TypeSource? TypeOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner }
            ? activity.Index.Find(owner.Identifier.ValueText)
            : activity.Type;

    private MethodDeclarationSyntax? MethodOf(InvocationExpressionSyntax call) =>
        TypeOf(call)?.Methods.FirstOrDefault(method => method.Identifier.ValueText == Syntax.NameOf(call.Expression));
}
