using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HmmSpec.Analyzers;

/// <summary>
/// The compiler cannot know that a type is closed and asks for a discard arm (CS8509, CS8524). Where every case of a
/// closed type is named there is nothing to ask for; elsewhere the compiler's warning stands.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedSwitchSuppressor : DiagnosticSuppressor
{
    private const string Reason = "Every case of the closed type is named (HMM004)";

    private static readonly SuppressionDescriptor NotExhaustive = new("HMMS01", "CS8509", Reason);
    private static readonly SuppressionDescriptor UnnamedValue = new("HMMS02", "CS8524", Reason);

    /// <inheritdoc />
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        ImmutableArray.Create(NotExhaustive, UnnamedValue);

    /// <inheritdoc />
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (
                diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken)
                    .FindNode(diagnostic.Location.SourceSpan)
                    .FirstAncestorOrSelf<SwitchExpressionSyntax>()
                    is { } syntax
                && context.GetSemanticModel(tree).GetOperation(syntax, context.CancellationToken) is { } operation
                && ClosedSwitch.Of(operation, ClosedType.Of) is { } choice
                && !choice.Missing().Any()
            )
            {
                SuppressionDescriptor descriptor = diagnostic.Id == "CS8509" ? NotExhaustive : UnnamedValue;
                context.ReportSuppression(Suppression.Create(descriptor, diagnostic));
            }
        }
    }
}
