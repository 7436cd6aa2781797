using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HmmSpec.Analyzers;

/// <summary>HMM006: every id in [Clause("...")] and ClauseSet.Of("...") is the id of a clause, and no id is used twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClauseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.UnknownClause, Rules.DuplicateClause);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (ClauseCatalogue.Read(start.Options.AdditionalFiles, start.CancellationToken) is not { } catalogue)
            {
                return;
            }

            start.RegisterSyntaxNodeAction(node => CheckAttribute(node, catalogue), SyntaxKind.Attribute);
            start.RegisterSyntaxNodeAction(node => CheckCall(node, catalogue), SyntaxKind.InvocationExpression);
            start.RegisterCompilationEndAction(end =>
            {
                foreach ((string id, Location place) in catalogue.Duplicates)
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.DuplicateClause, place, id));
                }
            });
        });
    }

    private static void CheckAttribute(SyntaxNodeAnalysisContext context, ClauseCatalogue catalogue)
    {
        AttributeSyntax attribute = (AttributeSyntax)context.Node;
        if (
            attribute.ArgumentList is { } list
            && Symbol(context, attribute) is { } constructor
            && Known.IsClauseAttribute(constructor.ContainingType)
        )
        {
            // A named argument is a property of the attribute, not an id.
            Check(context, catalogue, list.Arguments.Where(a => a.NameEquals is null).Select(a => a.Expression));
        }
    }

    private static void CheckCall(SyntaxNodeAnalysisContext context, ClauseCatalogue catalogue)
    {
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)context.Node;
        if (Symbol(context, call) is { Name: "Of" } method && Known.IsClauseSet(method.ContainingType))
        {
            Check(context, catalogue, call.ArgumentList.Arguments.Select(a => a.Expression));
        }
    }

    private static IMethodSymbol? Symbol(SyntaxNodeAnalysisContext context, SyntaxNode node) =>
        context.SemanticModel.GetSymbolInfo(node, context.CancellationToken).Symbol as IMethodSymbol;

    /// <summary>Constants are judged where they stand; what is not constant cannot be judged here.</summary>
    private static void Check(
        SyntaxNodeAnalysisContext context,
        ClauseCatalogue catalogue,
        IEnumerable<ExpressionSyntax> expressions
    )
    {
        foreach (ExpressionSyntax expression in expressions.SelectMany(Elements))
        {
            if (
                context.SemanticModel.GetConstantValue(expression, context.CancellationToken).Value is string id
                && !catalogue.Ids.Contains(id)
            )
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.UnknownClause, expression.GetLocation(), id));
            }
        }
    }

    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax expression) =>
        expression switch
        {
            CollectionExpressionSyntax collection => collection
                .Elements.OfType<ExpressionElementSyntax>()
                .Select(e => e.Expression),
            ArrayCreationExpressionSyntax { Initializer: { } values } => values.Expressions,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            _ => [expression],
        };
}
