using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>Conditions that are taken for granted, never met or one part short.</summary>
internal static class GuardOperators
{
    private static readonly (GuardRole Role, string Name, string About, string Origins)[] Roles =
    [
        (GuardRole.Pin, "pin", "pins", "FO-28"),
        (GuardRole.Count, "count", "how many there are", "FO-17"),
        (GuardRole.Owner, "owner", "whose it is", "FO-5, FO-12"),
        (GuardRole.Permission, "permission", "what may be done", "FO-11"),
        (GuardRole.Record, "record", "what is remembered of a page", "FO-10"),
        (GuardRole.Liveness, "liveness", "whether it is still there", "FO-8, FO-26, FO-31"),
        (GuardRole.Kind, "kind", "what an entry is", "FO-9"),
        (GuardRole.Other, "guard", "something else", "FO-26, FO-29"),
    ];

    public static IReadOnlyList<MutationOperator> All { get; } =
    [
        .. Roles.SelectMany(static role =>
            new MutationOperator[]
            {
                new(
                    $"{role.Name}-assumed",
                    $"A condition of {role.About} always holds.",
                    role.Origins,
                    method =>
                        Guards(method, role.Role)
                            .Where(static it => !IsOfLoop(it))
                            .Select(static it => Forced(it, "|| {0}.Yes"))
                ),
                new(
                    $"{role.Name}-denied",
                    $"A condition of {role.About} never holds.",
                    role.Origins,
                    method =>
                        Guards(method, role.Role)
                            .Where(static it => !IsOfLoop(it))
                            .Select(static it => Forced(it, "&& {0}.No"))
                ),
                new(
                    $"{role.Name}-part-dropped",
                    $"One part of a pattern, of {role.About}, is not asked for.",
                    role.Origins,
                    method =>
                        method
                            .Nodes<SubpatternSyntax>()
                            .Where(it => RoleOf(it.NameColon) == role.Role)
                            .Where(static it =>
                                !it.DescendantNodes().OfType<VariableDesignationSyntax>().Any() && !IsInSwitch(it)
                            )
                            .Select(static it => (it.Parent! as SyntaxNode, Without(it) as SyntaxNode))
                ),
            }
        ),
        new(
            "flag-flipped",
            "A flag that is given to a step is the other one.",
            "FO-5, FO-11",
            static method =>
                method
                    .Nodes<LiteralExpressionSyntax>()
                    .Where(static it => it.Parent is ArgumentSyntax)
                    .Where(static it =>
                        it.IsKind(SyntaxKind.TrueLiteralExpression) || it.IsKind(SyntaxKind.FalseLiteralExpression)
                    )
                    .Select(static it =>
                        (
                            it as SyntaxNode,
                            MethodUnderMutation.Expression(
                                it.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true"
                            ) as SyntaxNode
                        )
                    )
        ),
    ];

    // Conditions that are not put together from others, wherever a bool decides or is handed on.
    private static IEnumerable<ExpressionSyntax> Guards(MethodUnderMutation method, GuardRole role) =>
        method
            .Nodes<ExpressionSyntax>()
            .Where(it =>
                IsDecision(it)
                && it is not LiteralExpressionSyntax
                && !it.IsKind(SyntaxKind.LogicalAndExpression)
                && !it.IsKind(SyntaxKind.LogicalOrExpression)
                && it is not (ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax)
                && method.TypeOf(it)?.SpecialType == SpecialType.System_Boolean
                && !it.DescendantNodes().OfType<VariableDesignationSyntax>().Any(IsOfPattern)
                && RoleOf(it) == role
            );

    // A variable that a pattern declares has a value only where the pattern matched; an out argument has one in any case.
    private static bool IsOfPattern(VariableDesignationSyntax designation) =>
        designation.Parent is not DeclarationExpressionSyntax;

    private static bool IsDecision(ExpressionSyntax expression) =>
        expression.Parent switch
        {
            IfStatementSyntax statement => statement.Condition == expression,
            WhileStatementSyntax or DoStatementSyntax => true,
            ConditionalExpressionSyntax choice => choice.Condition == expression,
            BinaryExpressionSyntax parent => parent.IsKind(SyntaxKind.LogicalAndExpression)
                || parent.IsKind(SyntaxKind.LogicalOrExpression),
            ArgumentSyntax { Parent: not TupleExpressionSyntax } => true,
            ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or WhenClauseSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Right == expression,
            ParenthesizedExpressionSyntax { Parent: BinaryExpressionSyntax } => true,
            _ => false,
        };

    private static bool IsOfLoop(ExpressionSyntax expression) =>
        expression.Ancestors().FirstOrDefault(static it => it is StatementSyntax)
            is WhileStatementSyntax
                or DoStatementSyntax
                or ForStatementSyntax;

    private static GuardRole RoleOf(SyntaxNode? node) =>
        Vocabulary.RoleOfGuard(
            (node?.DescendantNodesAndSelf() ?? [])
                .OfType<IdentifierNameSyntax>()
                .Select(static name => name.Identifier.Text)
        );

    private static (SyntaxNode, SyntaxNode) Forced(ExpressionSyntax guard, string suffix) =>
        (
            guard,
            MethodUnderMutation.Expression(
                $"(({guard}) {string.Format(System.Globalization.CultureInfo.InvariantCulture, suffix, MutantRuntime.Name)})"
            )
        );

    private static bool IsInSwitch(SyntaxNode node) =>
        node.Ancestors()
            .TakeWhile(static it => it is not StatementSyntax)
            .Any(static it => it is SwitchExpressionArmSyntax);

    private static PropertyPatternClauseSyntax Without(SubpatternSyntax part)
    {
        PropertyPatternClauseSyntax clause = (PropertyPatternClauseSyntax)part.Parent!;
        return clause.WithSubpatterns(clause.Subpatterns.Remove(part));
    }
}
