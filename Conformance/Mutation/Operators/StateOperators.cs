using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Mutation;

/// <summary>What is written to frames, entries, slots and mirrors, and the bits of entries.</summary>
internal static class StateOperators
{
    private static readonly string[] Bits = ["Dirty", "Young", "Accessed", "LazyFree", "IsDirty"];
    private static readonly string[] Contents = ["Value", "Content", "Data"];
    private static readonly string[] Translations = ["Translation"];
    private static readonly string[] Counts = ["References", "Mappings", "Pins", "OpenWindows"];

    public static IReadOnlyList<MutationOperator> All { get; } =
    [
        Unwritten(
            "bit-not-set",
            "A dirty, accessed or lazily-free bit is not written.",
            "FO-10",
            static name => Bits.Contains(name)
        ),
        Unwritten(
            "content-not-copied",
            "Content does not get where it belongs.",
            "FO-19, FO-20",
            static name => Contents.Contains(name)
        ),
        Unwritten(
            "translation-kept",
            "A cached translation is not written, or stays.",
            "FO-27",
            static name => Translations.Contains(name)
        ),
        Unwritten("state-kept", "A part of the state stays what it was.", "FO-30", static name => !IsNamed(name)),
        new(
            "count-dropped",
            "A count of references, mappings or pins is not kept.",
            "FO-15, FO-16, FO-17",
            static method =>
                Steps(method).Select(static it => (it as SyntaxNode, MethodUnderMutation.Nothing(it) as SyntaxNode))
        ),
        new(
            "count-doubled",
            "A count of references, mappings or pins is taken twice.",
            "FO-15, FO-17, FO-21",
            static method =>
                Steps(method)
                    .Where(static it => !it.Expression.IsKind(SyntaxKind.SimpleAssignmentExpression))
                    .Select(static it =>
                        (it as SyntaxNode, SyntaxFactory.Block(it, it).WithTriviaFrom(it) as SyntaxNode)
                    )
        ),
        new(
            "side-bit-lost",
            "A bit of an entry is lost when it is rewritten.",
            "FO-10, FO-11",
            static method =>
                Bitwise(method, "With")
                    .Where(static it => !it.Node.ToString().Contains("Without", StringComparison.Ordinal))
        ),
        new(
            "side-bit-kept",
            "A bit of an entry stays when it is rewritten: a right, or a dirty bit.",
            "FO-10, FO-11",
            static method => Bitwise(method, "Without")
        ),
        new(
            "stale-content",
            "A new frame begins with what somebody else left there.",
            "FO-19",
            static method =>
                method
                    .Nodes<ArgumentSyntax>()
                    .Where(it =>
                        it.Expression.IsKind(SyntaxKind.NumericLiteralExpression)
                        && it.Expression.ToString() == "0"
                        && method.ParameterOf(it)
                            is { Name: "value" or "content", Type.SpecialType: SpecialType.System_UInt64 }
                    )
                    .Select(static it =>
                        (it.Expression as SyntaxNode, MethodUnderMutation.Expression("0xDEADul") as SyntaxNode)
                    )
        ),
        new(
            "kind-confused",
            "An entry of one kind is made, or taken, for one of another.",
            "FO-9",
            static method =>
                method
                    .Nodes<MemberAccessExpressionSyntax>()
                    .Where(it => IsKind(method, it) && !IsLabel(it))
                    .SelectMany(it => Other(method, it).Select(other => (it as SyntaxNode, other)))
        ),
    ];

    private static MutationOperator Unwritten(string id, string sentence, string origins, Func<string, bool> isMeant) =>
        new(
            id,
            sentence,
            origins,
            method =>
                method
                    .Nodes<ExpressionStatementSyntax>()
                    .Where(it =>
                        it.Expression is AssignmentExpressionSyntax assignment
                        && !IsCount(assignment.Left)
                        && Targets(assignment.Left).All(method.Outlives)
                        && Targets(assignment.Left).Any(target => isMeant(NameOf(target)))
                    )
                    .Select(static it => (it as SyntaxNode, MethodUnderMutation.Nothing(it) as SyntaxNode))
        );

    private static bool IsNamed(string name) =>
        Bits.Contains(name) || Contents.Contains(name) || Translations.Contains(name);

    // Steps up and down, and sums: of members only.
    private static IEnumerable<ExpressionStatementSyntax> Steps(MethodUnderMutation method) =>
        method
            .Nodes<ExpressionStatementSyntax>()
            .Where(it =>
                it.Expression switch
                {
                    PostfixUnaryExpressionSyntax step => method.Outlives(step.Operand),
                    AssignmentExpressionSyntax assignment => IsCount(assignment.Left)
                        && method.Outlives(assignment.Left),
                    _ => false,
                }
            );

    private static IEnumerable<ExpressionSyntax> Targets(ExpressionSyntax left) =>
        left is TupleExpressionSyntax tuple ? tuple.Arguments.Select(static argument => argument.Expression) : [left];

    private static bool IsCount(ExpressionSyntax target) => Counts.Contains(NameOf(target));

    private static string NameOf(ExpressionSyntax target) =>
        target switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            IdentifierNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    private static IEnumerable<(SyntaxNode Node, SyntaxNode Replacement)> Bitwise(
        MethodUnderMutation method,
        string prefix
    ) =>
        method
            .Nodes<InvocationExpressionSyntax>()
            .Where(it =>
                it.Expression is MemberAccessExpressionSyntax member
                && member.Name.Identifier.Text.StartsWith(prefix, StringComparison.Ordinal)
                && SymbolEqualityComparer.Default.Equals(method.TypeOf(member.Expression), method.TypeOf(it))
            )
            .Select(static it =>
                (it as SyntaxNode, ((MemberAccessExpressionSyntax)it.Expression).Expression as SyntaxNode)
            );

    private static bool IsKind(MethodUnderMutation method, MemberAccessExpressionSyntax access) =>
        method.TypeOf(access) is { TypeKind: TypeKind.Enum, Name: "PteKind" or "MirrorEntryKind" or "EventKind" } type
        && access.Expression is IdentifierNameSyntax name
        && name.Identifier.Text == type.Name;

    // The labels of a switch have to stay complete and distinct.
    private static bool IsLabel(MemberAccessExpressionSyntax access) =>
        access
            .Ancestors()
            .TakeWhile(static node =>
                node
                    is PatternSyntax
                        or CaseSwitchLabelSyntax
                        or SwitchExpressionArmSyntax
                        or CasePatternSwitchLabelSyntax
            )
            .Any(static node =>
                node is CaseSwitchLabelSyntax or SwitchExpressionArmSyntax or CasePatternSwitchLabelSyntax
            );

    // The two kinds beside it, in the order of their numbers: enough to be wrong in both directions.
    private static IEnumerable<SyntaxNode> Other(MethodUnderMutation method, MemberAccessExpressionSyntax access)
    {
        ITypeSymbol type = method.TypeOf(access)!;
        string[] names = [.. type.GetMembers().OfType<IFieldSymbol>().Select(static field => field.Name)];
        int index = Array.IndexOf(names, access.Name.Identifier.Text);
        return new[] { names[(index + 1) % names.Length], names[(index + names.Length - 1) % names.Length] }
            .Distinct()
            .Select(name => MethodUnderMutation.Expression($"{type.Name}.{name}"));
    }
}
