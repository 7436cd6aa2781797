using System.Text.RegularExpressions;

namespace HmmSpec.Document.Tests;

/// <summary>The document that is committed is the one that the sources give.</summary>
public sealed partial class CommittedDocumentTests
{
    [Fact]
    public void The_sources_have_no_problem() =>
        Assert.True(WorkingTree.Built.Problems.Count == 0, string.Join('\n', WorkingTree.Built.Problems));

    [Theory]
    [InlineData(SpecDocument.Markdown)]
    [InlineData(SpecDocument.Html)]
    [InlineData(SpecDocument.Ids)]
    public void What_is_committed_is_what_the_sources_give(string path)
    {
        string committed = File.ReadAllText(Path.Combine(WorkingTree.Root, path));

        DocumentDifference? difference = DocumentDifference.Of(WorkingTree.Text(path), committed);

        Assert.True(
            difference is null,
            $"{path}:{difference?.Line}: {difference?.Sentence}\nWrite it anew with: {SpecDocument.Command}"
        );
    }

    [Fact]
    public void Every_patch_of_the_series_has_a_row()
    {
        string[] rows = [.. Rows("## The patches of the series")];

        Assert.Equal(15, rows.Count(static row => char.IsAsciiDigit(row[2])));
        Assert.All(
            Enumerable.Range(1, 15),
            number => Assert.Single(rows, row => row.StartsWith($"| {number:00} ", StringComparison.Ordinal))
        );
        Assert.All(
            Enumerable.Range(1, 6),
            number => Assert.Single(rows, row => row.Contains($"[M15-{number}]", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Every_clause_says_where_it_is_stated_and_shown()
    {
        string[] lines = WorkingTree.Text(SpecDocument.Markdown).Split('\n');
        string[] clauses = [.. lines.Where(static line => Clause().IsMatch(line))];

        Assert.True(clauses.Length > 150, $"There are {clauses.Length} clauses.");
        Assert.Equal(clauses.Length, lines.Count(static line => IsFilled(line, "Stated by: ")));
        Assert.All(
            clauses,
            clause =>
            {
                string start = $"| <a id=\"tests-{clause[5..].ToLowerInvariant()}\"></a>";
                string row = Assert.Single(lines, line => line.StartsWith(start, StringComparison.Ordinal));
                Assert.NotEmpty(row.Split(" | ")[1].Trim());
            }
        );
    }

    [GeneratedRegex("^#### (?!INV)[A-Z]{3}-[0-9]+$")]
    private static partial Regex Clause();

    private static bool IsFilled(string line, string start) =>
        line.StartsWith(start, StringComparison.Ordinal) && line.Length > start.Length;

    private static IEnumerable<string> Rows(string heading) =>
        WorkingTree
            .Text(SpecDocument.Markdown)
            .Split('\n')
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal));
}
