using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HmmSpec.Document;

/// <summary>The document as one page that needs nothing else: style and scenarios are in it.</summary>
internal static class HtmlPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public static string Write(string markdown, IReadOnlyList<ScenarioEntry> scenarios)
    {
        MarkdownDocument document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
        {
            heading.GetAttributes().Id = Markdown.Slug(TextOf(heading));
        }

        Dictionary<string, ScenarioEntry> byPath = scenarios.ToDictionary(
            scenario => scenario.Path,
            StringComparer.Ordinal
        );
        HashSet<string> used = [];
        foreach (LinkInline link in document.Descendants<LinkInline>().ToArray())
        {
            if (link.Url is not { } target || !RelativeLinks.IsRelative(target))
            {
                continue;
            }

            if (byPath.TryGetValue(RelativeLinks.From(target), out ScenarioEntry? scenario))
            {
                used.Add(scenario.Path);
                link.Url = $"#{scenario.Anchor}";
            }
            else
            {
                Unlink(link);
            }
        }

        string body = document.ToHtml(Pipeline);
        return Resource("page.html")
            .Replace("{{title}}", Encode(Title(document)), StringComparison.Ordinal)
            .Replace("{{style}}", Resource("page.css"), StringComparison.Ordinal)
            .Replace("{{contents}}", Navigation(document), StringComparison.Ordinal)
            .Replace(
                "{{files}}",
                Files(scenarios.Where(scenario => used.Contains(scenario.Path))),
                StringComparison.Ordinal
            )
            .Replace("{{body}}", Framed(body), StringComparison.Ordinal);
    }

    // A file that is not in the page is named, and cannot be followed.
    private static void Unlink(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    // A table that is too wide for a phone is moved by itself.
    private static string Framed(string body) =>
        body.Replace("<table>", "<div class=\"table\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);

    private static string Navigation(MarkdownDocument document)
    {
        StringBuilder list = new();
        bool isOpen = false;
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>().Where(heading => heading.Level is 2 or 3))
        {
            string text = TextOf(heading);
            if (text == Contents.Title)
            {
                continue; // This is it.
            }

            string link = $"<a href=\"#{Markdown.Slug(text)}\">{Encode(text)}</a>";
            if (heading.Level == 2)
            {
                list.Append(isOpen ? "</ul></details></li>\n" : "");
                list.Append($"<li><details><summary>{link}</summary><ul>\n");
                isOpen = true;
            }
            else
            {
                list.Append($"<li>{link}</li>\n");
            }
        }

        return list.Append(isOpen ? "</ul></details></li>\n" : "").ToString();
    }

    private static string Files(IEnumerable<ScenarioEntry> scenarios)
    {
        StringBuilder files = new();
        foreach (ScenarioEntry scenario in scenarios)
        {
            files.Append(
                $"<section class=\"file\"><h3 id=\"{scenario.Anchor}\">{Encode(scenario.FileName)}</h3>\n"
                    + $"<p class=\"path\">{Encode(scenario.Path)}</p>\n<pre><code>{Encode(scenario.Text)}\n</code></pre></section>\n"
            );
        }

        return files.ToString();
    }

    private static string Title(MarkdownDocument document) =>
        document.Descendants<HeadingBlock>().Where(heading => heading.Level == 1).Select(TextOf).FirstOrDefault() ?? "";

    private static string TextOf(HeadingBlock heading) =>
        heading.Inline is null
            ? ""
            : string.Concat(
                heading
                    .Inline.Descendants<LeafInline>()
                    .Select(inline =>
                        inline switch
                        {
                            LiteralInline text => text.Content.ToString(),
                            CodeInline code => code.Content,
                            _ => "",
                        }
                    )
            );

    private static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
