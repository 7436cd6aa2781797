using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HmmSpec.Analyzers;

/// <summary>HMM004: a switch over a closed type names every case, so that a new case shows every place to think about.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedSwitchAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.MissingCase, Rules.SwallowingArm, Rules.OpenCase);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // Finding the cases walks a whole assembly, so it is done once a type.
            ConcurrentDictionary<ITypeSymbol, ClosedType?> known = new(SymbolEqualityComparer.Default);
            ClosedType? Closed(ITypeSymbol? type) => type is null ? null : known.GetOrAdd(type, ClosedType.Of);

            start.RegisterOperationAction(
                operation => CheckSwitch(operation, Closed),
                OperationKind.Switch,
                OperationKind.SwitchExpression
            );
            start.RegisterSymbolAction(CheckType, SymbolKind.NamedType);
        });
    }

    private static void CheckSwitch(OperationAnalysisContext context, Func<ITypeSymbol?, ClosedType?> closed)
    {
        if (ClosedSwitch.Of(context.Operation, closed) is not { } choice)
        {
            return;
        }

        string type = choice.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        string missing = string.Join(", ", choice.Missing().Select(c => "'" + c.Name + "'"));
        if (missing.Length > 0)
        {
            Location place = context.Operation.Syntax switch
            {
                SwitchExpressionSyntax expression => expression.SwitchKeyword.GetLocation(),
                SwitchStatementSyntax statement => statement.SwitchKeyword.GetLocation(),
                SyntaxNode other => other.GetLocation(),
            };
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingCase, place, type, missing));
        }

        foreach (SyntaxNode arm in choice.Swallowing())
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.SwallowingArm, arm.GetLocation(), type));
        }
    }

    private static void CheckType(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (
            type.TypeKind is TypeKind.Class or TypeKind.Struct
            && ClosedType.Above(type) is { } above
            && (
                (!type.IsSealed && !type.IsAbstract)
                || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, above.ContainingAssembly)
            )
        )
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.OpenCase, type.Place(), type.Name, above.Name));
        }
    }
}
