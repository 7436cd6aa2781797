using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HmmSpec.Analyzers;

/// <summary>HMM005: a method that is a step, and a type that is an invariant, cites the clause that it states.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CitationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.NoCitation);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(c => Check(c, Known.IsStepAttribute), SymbolKind.Method);
        context.RegisterSymbolAction(c => Check(c, Known.IsInvariantAttribute), SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context, Func<INamedTypeSymbol?, bool> normative)
    {
        ISymbol symbol = context.Symbol;
        if (symbol.Carries(normative) && !symbol.Carries(Known.IsClauseAttribute))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.NoCitation, symbol.Place(), symbol.Name));
        }
    }
}
