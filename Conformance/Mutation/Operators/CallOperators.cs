using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>Calls and assignments that are left out, or done to something else.</summary>
internal static class CallOperators
{
    public static IReadOnlyList<MutationOperator> All { get; } =
    [
        Dropped(CallRole.Notify, "notification-dropped", "Mirrors are not told.", "FO-1, FO-5"),
        Dropped(CallRole.Close, "bracket-not-closed", "What was begun is not ended.", "FO-7"),
        Dropped(CallRole.Invalidate, "invalidation-dropped", "A translation or an entry stays.", "FO-1, FO-27"),
        Dropped(CallRole.Release, "release-dropped", "Something is not given back.", "FO-8, FO-15, FO-21, FO-24"),
        Dropped(CallRole.Pass, "transfer-dropped", "Content or a bit is not carried over.", "FO-10, FO-20"),
        Dropped(CallRole.Record, "record-dropped", "What was done is not shown to observers.", "FO-10"),
        Dropped(CallRole.Other, "step-dropped", "A step is left out.", "FO-13, FO-16"),
        new(
            "result-ignored",
            "A step that can fail is taken to have succeeded, or its failure for success.",
            "FO-14",
            static method =>
                method
                    .Nodes<ExpressionSyntax>()
                    .Where(static it =>
                        it is MemberAccessExpressionSyntax && it.Parent is ReturnStatementSyntax or ArgumentSyntax
                    )
                    .Where(it => method.IsOf(it, "Status") && it.ToString() is not ("Status.Ok" or "Status.SIGSEGV"))
                    .Where(static it => it.ToString().StartsWith("Status.", StringComparison.Ordinal))
                    .Select(static it => (it as SyntaxNode, MethodUnderMutation.Expression("Status.Ok") as SyntaxNode))
        ),
        new(
            "errno-confused",
            "A failure is reported as another.",
            "FO-14",
            static method =>
                method
                    .Nodes<MemberAccessExpressionSyntax>()
                    .Where(static it => it.ToString().StartsWith("Status.E", StringComparison.Ordinal))
                    .Where(static it =>
                        it.Parent is ReturnStatementSyntax or ArgumentSyntax or ArrowExpressionClauseSyntax
                    )
                    .Select(static it =>
                        (
                            it as SyntaxNode,
                            MethodUnderMutation.Expression(
                                it.ToString() == "Status.EFAULT" ? "Status.EINVAL" : "Status.EFAULT"
                            ) as SyntaxNode
                        )
                    )
        ),
        new(
            "identity-confused",
            "Two of a kind are taken for each other: parent and child, source and destination.",
            "FO-25",
            static method => method.Nodes<InvocationExpressionSyntax>().SelectMany(call => Swapped(method, call))
        ),
    ];

    private static MutationOperator Dropped(CallRole role, string id, string sentence, string origins) =>
        new(
            id,
            sentence,
            origins,
            method =>
                method
                    .Nodes<ExpressionStatementSyntax>()
                    .Where(it => CallOf(it) is { } call && RoleOf(method, call) == role)
                    .Select(static it => (it as SyntaxNode, MethodUnderMutation.Nothing(it) as SyntaxNode))
        );

    private static InvocationExpressionSyntax? CallOf(ExpressionStatementSyntax statement) =>
        statement.Expression switch
        {
            InvocationExpressionSyntax call => call,
            ConditionalAccessExpressionSyntax { WhenNotNull: var rest } => rest.DescendantNodesAndSelf()
                .OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(),
            _ => null,
        };

    // A call that gives a variable its value cannot be left out.
    private static CallRole? RoleOf(MethodUnderMutation method, InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword))
        || method.Called(call) is not { } called
            ? null
            : Vocabulary.RoleOfCall(called.Name);

    private static IEnumerable<(SyntaxNode, SyntaxNode)> Swapped(
        MethodUnderMutation method,
        InvocationExpressionSyntax call
    )
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        for (int index = 0; index + 1 < arguments.Count; index++)
        {
            (ArgumentSyntax first, ArgumentSyntax second) = (arguments[index], arguments[index + 1]);
            if (
                method.TypeOf(first.Expression) is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } type
                && SymbolEqualityComparer.Default.Equals(type, method.TypeOf(second.Expression))
                && first.NameColon is null
                && second.NameColon is null
            )
            {
                SeparatedSyntaxList<ArgumentSyntax> swapped = arguments
                    .Replace(first, first.WithExpression(second.Expression))
                    .RemoveAt(index + 1)
                    .Insert(index + 1, second.WithExpression(first.Expression));
                yield return (call, call.WithArgumentList(call.ArgumentList.WithArguments(swapped)));
            }
        }
    }
}
