using System.Text.RegularExpressions;

namespace HmmSpec.Document.Tests;

/// <summary>Every link leads somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_of_the_markdown_leads_to_a_heading_an_anchor_or_a_file()
    {
        string text = WorkingTree.Text(SpecDocument.Markdown);
        HashSet<string> anchors =
        [
            .. Heading().Matches(text).Select(static match => Slug(match.Groups[1].Value)),
            .. Anchor().Matches(text).Select(static match => match.Groups[1].Value),
        ];
        string[] targets = [.. Link().Matches(text).Select(static match => match.Groups[1].Value).Distinct()];

        Assert.True(targets.Length > 300, $"There are {targets.Length} links.");
        Assert.DoesNotContain(targets, target => target[0] == '#' && !anchors.Contains(target[1..]));
        Assert.DoesNotContain(
            targets,
            static target =>
                target[0] != '#'
                && !target.Contains("://", StringComparison.Ordinal)
                && !File.Exists(Path.Combine(WorkingTree.Root, "Spec", target))
        );
    }

    [Fact]
    public void Every_link_of_the_page_leads_into_the_page()
    {
        string page = WorkingTree.Text(SpecDocument.Html);
        HashSet<string> ids = [.. Id().Matches(page).Select(static match => match.Groups[1].Value)];
        string[] targets = [.. Reference().Matches(page).Select(static match => match.Groups[1].Value).Distinct()];

        Assert.True(targets.Length > 300, $"There are {targets.Length} links.");
        Assert.DoesNotContain(targets, target => target[0] != '#' || !ids.Contains(target[1..]));
    }

    [Fact]
    public void No_two_places_of_the_page_have_the_same_anchor()
    {
        string[] ids =
        [
            .. Id().Matches(WorkingTree.Text(SpecDocument.Html)).Select(static match => match.Groups[1].Value),
        ];

        Assert.Empty(
            ids.GroupBy(static id => id).Where(static group => group.Skip(1).Any()).Select(static group => group.Key)
        );
    }

    [Theory]
    [InlineData("<script")]
    [InlineData("<link")]
    [InlineData("<img")]
    [InlineData("@import")]
    [InlineData("url(")]
    [InlineData("src=")]
    [InlineData("{{")]
    public void The_page_needs_nothing_from_elsewhere(string what) =>
        Assert.DoesNotContain(what, WorkingTree.Text(SpecDocument.Html), StringComparison.Ordinal);

    [Theory]
    [InlineData("prefers-color-scheme: dark")]
    [InlineData("@media print")]
    [InlineData("width=device-width")]
    public void The_page_is_for_screens_in_dark_and_light_for_phones_and_for_paper(string what) =>
        Assert.Contains(what, WorkingTree.Text(SpecDocument.Html), StringComparison.Ordinal);

    private static string Slug(string heading) =>
        Regex.Replace(heading.ToLowerInvariant().Replace(' ', '-'), "[^a-z0-9_-]", "");

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<a id=\"([^\"]+)\">")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Reference();
}
