using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HmmSpec.Analyzers;

/// <summary>
/// A switch over a closed type, compared with its cases. A case is named by an arm that takes all of it: a type,
/// declaration or constant pattern, or a positional one that only binds, with no when clause.
/// </summary>
internal sealed class ClosedSwitch
{
    private readonly ClosedType closed;
    private readonly ImmutableArray<Arm> arms;

    private ClosedSwitch(ClosedType closed, ImmutableArray<Arm> arms)
    {
        this.closed = closed;
        this.arms = arms;
    }

    internal INamedTypeSymbol Type => closed.Type;

    internal static ClosedSwitch? Of(IOperation operation, Func<ITypeSymbol?, ClosedType?> closedType) =>
        operation switch
        {
            ISwitchExpressionOperation expression when closedType(expression.Value.Type) is { } closed => new(
                closed,
                [.. expression.Arms.Select(Arm.Of)]
            ),
            ISwitchOperation statement when closedType(statement.Value.Type) is { } closed => new(
                closed,
                [.. statement.Cases.SelectMany(s => s.Clauses.Select(c => Arm.Of(c, s)))]
            ),
            _ => null,
        };

    internal IEnumerable<ISymbol> Missing() =>
        closed.Cases.Where(c => !arms.Any(a => !a.HasGuard && a.Pattern.Any(p => Names(p, c))));

    /// <summary>Arms that would take a case unnamed, or one that is added later; one for the rest may only throw.</summary>
    internal IEnumerable<SyntaxNode> Swallowing() =>
        arms.Where(a => !a.Throws && (a.IsDefault || a.Pattern.Any(Swallows))).Select(a => a.Syntax);

    private bool Names(IOperation pattern, ISymbol member) =>
        pattern switch
        {
            IConstantPatternOperation constant => IsConstant(constant.Value, member),
            ILiteralOperation or IFieldReferenceOperation or IConversionOperation => IsConstant(pattern, member),
            ITypePatternOperation type => NamesType(type.MatchedType, member),
            IDeclarationPatternOperation { MatchesNull: false, MatchedType: { } type } => NamesType(type, member),
            IRecursivePatternOperation recursive => OnlyBinds(recursive) && NamesType(recursive.MatchedType, member),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Names(either.LeftPattern, member)
                || Names(either.RightPattern, member),
            IBinaryPatternOperation both => (Names(both.LeftPattern, member) && TakesAll(both.RightPattern))
                || (TakesAll(both.LeftPattern) && Names(both.RightPattern, member)),
            _ => false,
        };

    private static bool IsConstant(IOperation value, ISymbol member) =>
        member is IFieldSymbol field
        && value.ConstantValue is { HasValue: true, Value: { } constant }
        && constant.Equals(field.ConstantValue);

    /// <summary>An abstract group stands for its cases only if it is Closed itself: the switch over it is checked too.</summary>
    private bool NamesType(ITypeSymbol matched, ISymbol member) =>
        matched is INamedTypeSymbol type
        && member is INamedTypeSymbol concrete
        && (
            ClosedType.Same(type, concrete)
            || (
                type.IsAbstract
                && !ClosedType.Same(type, Type)
                && type.Carries(Known.IsClosedAttribute)
                && ClosedType.IsOf(concrete, type)
            )
        );

    private bool Swallows(IOperation pattern) =>
        pattern switch
        {
            INegatedPatternOperation or IRelationalPatternOperation => true,
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Swallows(either.LeftPattern)
                || Swallows(either.RightPattern),
            IBinaryPatternOperation both => Swallows(both.LeftPattern) && Swallows(both.RightPattern),
            IRecursivePatternOperation recursive => IsWhole(recursive.MatchedType),
            ITypePatternOperation type => IsWhole(type.MatchedType),
            IDeclarationPatternOperation { MatchesNull: false, MatchedType: { } type } => IsWhole(type),
            IPatternOperation other => TakesAll(other),
            _ => false,
        };

    /// <summary>The closed type or one above it, where that is not itself a case.</summary>
    private bool IsWhole(ITypeSymbol matched) =>
        !closed.Cases.Any(c => ClosedType.Same(c, matched))
        && (
            matched.SpecialType == SpecialType.System_Object
            || (matched is INamedTypeSymbol type && ClosedType.IsOf(Type, type))
        );

    private static bool TakesAll(IPatternOperation pattern) =>
        pattern switch
        {
            IDiscardPatternOperation => true,
            IDeclarationPatternOperation declaration => declaration.MatchesNull
                || Accepts(declaration.MatchedType, declaration.InputType),
            ITypePatternOperation type => Accepts(type.MatchedType, type.InputType),
            IRecursivePatternOperation recursive => OnlyBinds(recursive)
                && Accepts(recursive.MatchedType, recursive.InputType),
            _ => false,
        };

    private static bool OnlyBinds(IRecursivePatternOperation pattern) =>
        pattern.DeconstructionSubpatterns.All(TakesAll)
        && pattern.PropertySubpatterns.All(property => TakesAll(property.Pattern));

    private static bool Accepts(ITypeSymbol? matched, ITypeSymbol input) =>
        matched is not null
        && (
            SymbolEqualityComparer.Default.Equals(matched, input)
            || (matched is INamedTypeSymbol type && input is INamedTypeSymbol of && ClosedType.IsOf(of, type))
        );

    /// <summary>An arm of either kind of switch; a default label has no pattern.</summary>
    private sealed class Arm
    {
        private Arm(SyntaxNode syntax, IOperation? pattern, bool isDefault, bool hasGuard, bool throws)
        {
            Syntax = syntax;
            Pattern = pattern is null ? [] : [pattern];
            IsDefault = isDefault;
            HasGuard = hasGuard;
            Throws = throws;
        }

        internal SyntaxNode Syntax { get; }

        internal ImmutableArray<IOperation> Pattern { get; }

        internal bool IsDefault { get; }

        internal bool HasGuard { get; }

        internal bool Throws { get; }

        internal static Arm Of(ISwitchExpressionArmOperation arm) =>
            new(arm.Pattern.Syntax, arm.Pattern, isDefault: false, arm.Guard is not null, IsThrow(arm.Value));

        internal static Arm Of(ICaseClauseOperation clause, ISwitchCaseOperation section)
        {
            bool throws = section.Body.Length > 0 && IsThrow(section.Body[0]);
            return clause switch
            {
                IPatternCaseClauseOperation pattern => new(
                    clause.Syntax,
                    pattern.Pattern,
                    isDefault: false,
                    pattern.Guard is not null,
                    throws
                ),
                ISingleValueCaseClauseOperation single => new(
                    clause.Syntax,
                    single.Value,
                    isDefault: false,
                    hasGuard: false,
                    throws
                ),
                _ => new(clause.Syntax, pattern: null, isDefault: true, hasGuard: false, throws),
            };
        }

        private static bool IsThrow(IOperation body) =>
            body switch
            {
                IThrowOperation => true,
                IConversionOperation conversion => IsThrow(conversion.Operand),
                IBlockOperation { Operations.Length: > 0 } block => IsThrow(block.Operations[0]),
                _ => false,
            };
    }
}
