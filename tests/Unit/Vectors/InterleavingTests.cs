using System.Text.RegularExpressions;
using HmmSpec.Conformance;

namespace HmmSpec.Tests.Vectors;

/// <summary>The folder of the races, and its README.</summary>
public sealed partial class InterleavingTests
{
    private const string Folder = "tests/Vectors/interleavings";
    private const int Items = 46;

    private static string[] Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, Folder, "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)),
    ];

    [Fact]
    public void The_tables_name_every_file_and_no_other() =>
        Assert.Equal(
            VectorFiles.Interleavings.Order(StringComparer.Ordinal),
            Rows.SelectMany(Files).Select(name => $"{Folder}/{name}").Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_item_has_a_row_with_files_or_with_what_it_waits_for()
    {
        string[] rows = [.. Rows.Where(row => row.StartsWith("| IL-", StringComparison.Ordinal))];
        Assert.Equal(
            Enumerable.Range(1, Items).Select(item => $"IL-{item}"),
            rows.Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1])
        );
        Assert.All(rows, row => Assert.NotEqual(Files(row).Any(), row.Contains("| waits |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_file_says_of_which_item_it_is()
    {
        foreach (
            string path in VectorFiles.Interleavings.Where(path => path.Contains("/IL-", StringComparison.Ordinal))
        )
        {
            string item = Item().Match(path).Value;
            Assert.Equal(item, VectorFiles.Read(path).Source);
            string row = Rows.Single(row => row.StartsWith($"| {item} ", StringComparison.Ordinal));
            Assert.Contains(Path.GetFileName(path), Files(row));
        }
    }

    [Fact]
    public void Every_file_has_operations_that_take_turns() =>
        Assert.All(VectorFiles.Interleavings, path => Assert.True(VectorFiles.Read(path).IsConcurrent));

    [Fact]
    public void In_every_file_each_altered_status_is_noticed() =>
        Assert.All(
            VectorFiles.Interleavings.SelectMany(Altered),
            scenario => Assert.NotEmpty(ScenarioRunner.Run(scenario).Mismatches)
        );

    private static IEnumerable<Scenario> Altered(string path)
    {
        Scenario scenario = VectorFiles.Read(path);
        for (int index = 0; index < scenario.Lines.Count; index++)
        {
            if (scenario.Lines[index] is EndLine { Wanted: { } wanted } line)
            {
                Spec.Status other = wanted.Status == Spec.Status.Ok ? Spec.Status.EINVAL : Spec.Status.Ok;
                yield return scenario with
                {
                    Lines = scenario.Lines.Set(index, line with { Wanted = new(other) }),
                };
            }
        }
    }

    private static IEnumerable<string> Files(string row) => Link().Matches(row).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\]\(([\w-]+\.hmm)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"IL-\d+")]
    private static partial Regex Item();
}
