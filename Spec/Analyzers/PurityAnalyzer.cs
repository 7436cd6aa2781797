using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace HmmSpec.Analyzers;

/// <summary>
/// HMM001, HMM002, HMM003: a project that sets the property HmmSpecPure holds no mutable state and does not wait.
/// What its code may call is the matter of BannedSymbols.txt; mutable locals are nobody's business.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PurityAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableHashSet<string> MutableTypes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "System.Collections.ArrayList",
        "System.Collections.BitArray",
        "System.Collections.Hashtable",
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IList`1",
        "System.Collections.Generic.ISet`1",
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.PriorityQueue`2",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Generic.Stack`1",
        "System.Memory`1",
        "System.Text.StringBuilder"
    );

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(
            Rules.Field,
            Rules.CapturedParameter,
            Rules.Property,
            Rules.Event,
            Rules.Waiting,
            Rules.SharedMutable,
            Rules.ExposedArray
        );

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!IsPure(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions))
            {
                return;
            }

            start.RegisterSymbolAction(CheckType, SymbolKind.NamedType);
            start.RegisterOperationAction(
                CheckAssignment,
                OperationKind.SimpleAssignment,
                OperationKind.CompoundAssignment,
                OperationKind.CoalesceAssignment,
                OperationKind.Increment,
                OperationKind.Decrement,
                OperationKind.Argument
            );
            start.RegisterSyntaxNodeAction(
                CheckWaiting,
                SyntaxKind.AwaitExpression,
                SyntaxKind.LockStatement,
                SyntaxKind.MethodDeclaration,
                SyntaxKind.LocalFunctionStatement,
                SyntaxKind.SimpleLambdaExpression,
                SyntaxKind.ParenthesizedLambdaExpression,
                SyntaxKind.AnonymousMethodExpression
            );
        });
    }

    private static bool IsPure(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.HmmSpecPure", out string? value)
        && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static void CheckType(SymbolAnalysisContext context)
    {
        foreach (ISymbol member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol field:
                    CheckField(context, field);
                    break;
                case IPropertySymbol property:
                    CheckProperty(context, property);
                    break;
                case IEventSymbol happening:
                    Report(context, Rules.Event, happening);
                    break;
                case IMethodSymbol method when IsTask(method.ReturnType) && !method.IsAsync:
                    Report(context, Rules.Waiting, method, "A task");
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckField(SymbolAnalysisContext context, IFieldSymbol field)
    {
        // Fields that the compiler makes: a property's is judged with the property, except that its type matters here.
        ISymbol owner = field.AssociatedSymbol ?? field;
        if (!field.IsReadOnly && !field.IsConst && !field.IsImplicitlyDeclared)
        {
            Report(context, Rules.Field, field);
        }

        if (field.IsStatic && !field.IsConst && owner is IFieldSymbol or IPropertySymbol && IsMutable(field.Type))
        {
            Report(context, Rules.SharedMutable, owner, field.Type.ToDisplayString());
        }
        else if (!field.IsImplicitlyDeclared && IsExposedArray(field, field.Type))
        {
            Report(context, Rules.ExposedArray, field);
        }
    }

    private static void CheckProperty(SymbolAnalysisContext context, IPropertySymbol property)
    {
        if (property.SetMethod is { IsInitOnly: false } || property.ReturnsByRef)
        {
            Report(context, Rules.Property, property);
        }

        bool isSharedStatic = property.IsStatic && IsAutomatic(property);
        if (!isSharedStatic && IsExposedArray(property, property.Type))
        {
            Report(context, Rules.ExposedArray, property);
        }
    }

    /// <summary>A primary constructor parameter that a member uses is a field without the name, and never readonly.</summary>
    private static void CheckAssignment(OperationAnalysisContext context)
    {
        IOperation? target = context.Operation switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation step => step.Target,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
            _ => null,
        };
        if (
            target is IParameterReferenceOperation { Parameter: { } parameter }
            && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && context.ContainingSymbol is IMethodSymbol member
            && !ClosedType.Same(member, constructor)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rules.CapturedParameter, target.Syntax.GetLocation(), parameter.Name)
            );
        }
    }

    private static void CheckWaiting(SyntaxNodeAnalysisContext context)
    {
        (SyntaxToken token, string what) = context.Node switch
        {
            AwaitExpressionSyntax wait => (wait.AwaitKeyword, "await"),
            LockStatementSyntax guard => (guard.LockKeyword, "lock"),
            MethodDeclarationSyntax method => (Async(method.Modifiers), "async"),
            LocalFunctionStatementSyntax function => (Async(function.Modifiers), "async"),
            AnonymousFunctionExpressionSyntax lambda => (lambda.AsyncKeyword, "async"),
            _ => default,
        };
        if (!token.IsKind(SyntaxKind.None))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Waiting, token.GetLocation(), "'" + what + "'"));
        }
    }

    private static SyntaxToken Async(SyntaxTokenList modifiers) =>
        modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.AsyncKeyword));

    private static bool IsTask(ITypeSymbol type) =>
        type.FullName()
            is "System.Threading.Tasks.Task"
                or "System.Threading.Tasks.Task`1"
                or "System.Threading.Tasks.ValueTask"
                or "System.Threading.Tasks.ValueTask`1";

    private static bool IsMutable(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || MutableTypes.Contains(type.FullName())
        || type.FullName().StartsWith("System.Collections.Concurrent.", StringComparison.Ordinal);

    private static bool IsExposedArray(ISymbol member, ITypeSymbol type)
    {
        if (type is not IArrayTypeSymbol)
        {
            return false;
        }

        for (ISymbol? symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility == Accessibility.Private)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAutomatic(IPropertySymbol property) =>
        property
            .ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    private static void Report(
        SymbolAnalysisContext context,
        DiagnosticDescriptor rule,
        ISymbol symbol,
        string? argument = null
    )
    {
        object[] arguments =
            rule == Rules.Waiting ? [argument!]
            : argument is null ? [symbol.Name]
            : [symbol.Name, argument];
        context.ReportDiagnostic(Diagnostic.Create(rule, symbol.Place(), arguments));
    }
}
