using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HmmSpec.Document;

/// <summary>A doc comment, as Markdown.</summary>
internal sealed record DocComment(string Summary, string Remarks, IReadOnlyDictionary<string, string> Parameters)
{
    public static DocComment None { get; } = new("", "", new Dictionary<string, string>(StringComparer.Ordinal));

    public static DocComment Of(SyntaxNode node)
    {
        DocumentationCommentTriviaSyntax? comment = node.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .FirstOrDefault();
        if (comment is null)
        {
            return None;
        }

        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (XmlElementSyntax element in Elements(comment, "param"))
        {
            XmlNameAttributeSyntax? name = element
                .StartTag.Attributes.OfType<XmlNameAttributeSyntax>()
                .FirstOrDefault();
            if (name is not null)
            {
                parameters[name.Identifier.Identifier.ValueText] = Text(element.Content);
            }
        }

        return new DocComment(TextOf(comment, "summary"), TextOf(comment, "remarks"), parameters);
    }

    private static string TextOf(DocumentationCommentTriviaSyntax comment, string tag) =>
        Elements(comment, tag).FirstOrDefault() is { } element ? Text(element.Content) : "";

    private static IEnumerable<XmlElementSyntax> Elements(DocumentationCommentTriviaSyntax comment, string tag) =>
        comment.Content.OfType<XmlElementSyntax>().Where(element => element.StartTag.Name.LocalName.ValueText == tag);

    private static string Text(SyntaxList<XmlNodeSyntax> nodes)
    {
        StringBuilder text = new();
        foreach (XmlNodeSyntax node in nodes)
        {
            text.Append(
                node switch
                {
                    XmlTextSyntax words => Markdown.Escape(string.Concat(words.TextTokens.Select(TextOf))),
                    XmlEmptyElementSyntax element => Reference(element),
                    XmlElementSyntax { StartTag.Name.LocalName.ValueText: "c" } code => $"`{Plain(code.Content)}`",
                    XmlElementSyntax element => $" {Text(element.Content)} ",
                    _ => "",
                }
            );
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string TextOf(SyntaxToken token) =>
        token.IsKind(SyntaxKind.XmlTextLiteralNewLineToken) ? " " : token.ValueText;

    private static string Plain(SyntaxList<XmlNodeSyntax> nodes) =>
        string.Concat(nodes.OfType<XmlTextSyntax>().SelectMany(words => words.TextTokens).Select(TextOf)).Trim();

    private static string Reference(XmlEmptyElementSyntax element) =>
        element.Attributes.FirstOrDefault() switch
        {
            XmlCrefAttributeSyntax cref => $"`{cref.Cref}`",
            XmlNameAttributeSyntax name => $"`{name.Identifier}`",
            XmlTextAttributeSyntax word => $"`{string.Concat(word.TextTokens.Select(token => token.ValueText))}`",
            _ => "",
        };
}
