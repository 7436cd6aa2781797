using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Subjects.Miniatures;

namespace HmmSpec.Tests.Subjects;

/// <summary>A check finds the defect of every miniature, and names a clause that it breaks.</summary>
public sealed class WrongSubjectTests
{
    private const string Right = "none";

    private static readonly SideBySide<SubjectCheck> Checks = new(
        [Right, .. AllMiniatures.List.Select(static miniature => miniature.Name)],
        Environment.ProcessorCount,
        static name =>
            SubjectCheck.Run("miniature", name, [], "--sequences", "60", "--length", "100", "--shrink-time", "500ms")
    );

    public static TheoryData<string> Names => [.. AllMiniatures.List.Select(static miniature => miniature.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_miniature_diverges_in_a_clause_that_it_breaks(string name)
    {
        SubjectCheck check = await Checks.Of(name);

        Assert.Equal((ExitCode.Diverges, ExitCode.Diverges), (check.Code, check.Replayed));
        JsonElement finding = check.Report!.Value.GetProperty("finding");
        Assert.Contains(
            finding.GetProperty("clause").GetString(),
            AllMiniatures.List.Single(miniature => miniature.Name == name).Clauses
        );
        Assert.False(finding.TryGetProperty("flaky", out _));
        Assert.Empty(check.Living);
    }

    [Fact]
    public async Task The_implementation_behind_them_conforms()
    {
        SubjectCheck check = await Checks.Of(Right);

        Assert.True(check.Code == ExitCode.Conforms, check.Screen);
        JsonElement adapter = check.Report!.Value.GetProperty("adapter");
        Assert.Equal("touched", adapter.GetProperty("observe").GetString());
        Assert.Equal(0, adapter.GetProperty("undecided").GetInt64());
        Assert.Equal(0, adapter.GetProperty("restarts").GetInt32());
        Assert.Equal(
            [
                "make-exclusive",
                "device-atomic",
                "remap",
                "advise",
                "map-file",
                "write-back",
                "drop-cache",
                "truncate",
                "punch-hole",
                "detach",
                "lose",
                "fail-update",
                "compact",
                "pin",
                "unpin",
                "mlock",
                "munlock",
            ],
            adapter.GetProperty("missing").EnumerateArray().Select(static kind => kind.GetString())
        );
        Assert.Empty(check.Living);
    }
}
