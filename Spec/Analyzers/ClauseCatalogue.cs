using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace HmmSpec.Analyzers;

/// <summary>
/// The ids of the clauses, read from the text of the catalogue (Spec/Core/Clauses): the first string of every object
/// creation there that has the form of an id.
/// </summary>
internal sealed class ClauseCatalogue
{
    private static readonly Regex Form = new("^[A-Z]{3}-[0-9]+$", RegexOptions.CultureInvariant);

    private ClauseCatalogue(ImmutableHashSet<string> ids, ImmutableArray<(string Id, Location Place)> duplicates)
    {
        Ids = ids;
        Duplicates = duplicates;
    }

    internal ImmutableHashSet<string> Ids { get; }

    internal ImmutableArray<(string Id, Location Place)> Duplicates { get; }

    /// <summary>Null if the project was given no catalogue: then nothing can be said about a citation.</summary>
    internal static ClauseCatalogue? Read(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        // In the order of their paths, so that of two clauses with one id always the same is called the duplicate.
        ImmutableArray<AdditionalText> catalogue =
        [
            .. files.Where(IsCatalogue).OrderBy(f => f.Path, StringComparer.Ordinal),
        ];
        if (catalogue.IsEmpty)
        {
            return null;
        }

        ImmutableHashSet<string>.Builder ids = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        ImmutableArray<(string, Location)>.Builder duplicates = ImmutableArray.CreateBuilder<(string, Location)>();
        foreach (AdditionalText file in catalogue)
        {
            if (file.GetText(cancellation) is { } text)
            {
                foreach (SyntaxToken id in Find(text, cancellation))
                {
                    if (!ids.Add(id.ValueText))
                    {
                        LinePositionSpan lines = text.Lines.GetLinePositionSpan(id.Span);
                        duplicates.Add((id.ValueText, Location.Create(file.Path, id.Span, lines)));
                    }
                }
            }
        }

        return new ClauseCatalogue(ids.ToImmutable(), duplicates.ToImmutable());
    }

    private static bool IsCatalogue(AdditionalText file) =>
        file.Path.Replace('\\', '/').Contains("Spec/Core/Clauses/")
        && file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<SyntaxToken> Find(SourceText text, CancellationToken cancellation)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        return CSharpSyntaxTree
            .ParseText(text, options, cancellationToken: cancellation)
            .GetRoot(cancellation)
            .DescendantNodes()
            .OfType<BaseObjectCreationExpressionSyntax>()
            .Select(creation =>
                creation
                    .ArgumentList?.Arguments.Select(a => a.Expression)
                    .OfType<LiteralExpressionSyntax>()
                    .FirstOrDefault(l => l.IsKind(SyntaxKind.StringLiteralExpression))
                    ?.Token
            )
            .OfType<SyntaxToken>()
            .Where(token => Form.IsMatch(token.ValueText));
    }
}
