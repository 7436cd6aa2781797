using System.Text.RegularExpressions;
using HmmSpec.Conformance;

namespace HmmSpec.Tests.Vectors;

/// <summary>Every scenario file, on the reference and on the optimized machine.</summary>
public sealed partial class VectorTests
{
    public static TheoryData<string> Files { get; } = [.. VectorFiles.All];

    /// <summary>Those in which one operation comes after another, as a machine can do them.</summary>
    public static TheoryData<string> Sequential { get; } = [.. VectorFiles.All.Except(VectorFiles.Interleavings)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_reference_does_what_is_wanted(string path) =>
        Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path)).Mismatches);

    [Theory]
    [MemberData(nameof(Sequential))]
    public void The_optimized_machine_does_what_is_wanted(string path) =>
        Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path), VectorFiles.Optimized).Mismatches);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_clauses_that_are_named_are_applied(string path) =>
        Assert.Empty(VectorFiles.ClausesNotApplied(path));

    [Theory]
    [MemberData(nameof(Files))]
    public void It_has_a_title_and_says_what_is_wanted_of_every_operation(string path)
    {
        Scenario scenario = VectorFiles.Read(path);
        Assert.NotEmpty(scenario.Clauses);
        Assert.NotEqual("", scenario.Title);
        Assert.DoesNotContain(scenario.Lines.OfType<OperationLine>(), line => line.Wanted is null);
        Assert.DoesNotContain(scenario.Lines.OfType<EndLine>(), line => line.Wanted is null);
        Assert.Empty(scenario.Lines.OfType<LeaveLine>());
    }

    [Fact]
    public void The_tables_name_every_file_and_no_other()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "tests/Vectors/README.md"));
        Assert.Equal(
            VectorFiles.Selftests.Order(StringComparer.Ordinal),
            Link()
                .Matches(readme)
                .Select(match => $"tests/Vectors/{match.Groups[1].Value}")
                .Order(StringComparer.Ordinal)
        );
    }

    [GeneratedRegex(@"\]\((selftests/\w+\.hmm)\)")]
    private static partial Regex Link();
}
