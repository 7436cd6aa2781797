using System.Text.Json;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec check SUBJECT --races N</c>.</summary>
public sealed class PairRaceTests
{
    private static readonly string[] Small = ["--seed", "7", "--pages", "3"];

    [Fact]
    public void The_reference_conforms()
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Conforms,
            command.Run(["check", "reference", "--races", "30", .. Small, "--out", command.PathTo("out"), "--json"])
        );

        JsonElement json = command.Json;
        Assert.Equal(30, json.GetProperty("races").GetInt64());
        Assert.Equal("conforms", json.GetProperty("verdict").GetString());
        Assert.False(json.TryGetProperty("finding", out _));
        Assert.Empty(Directory.GetFiles(command.PathTo("out"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_race_that_diverges_is_kept_and_diverges_again_when_it_is_replayed()
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Diverges,
            command.Run(["check", "defect:not-compared", "--races", "1500", .. Small, "--out", command.PathTo("out")])
        );

        Assert.Contains("  begin a ", command.Out, StringComparison.Ordinal);
        string folder = "out/defect-not-compared/races";
        string file = command.PathTo($"{folder}/{Assert.Single(command.NamesIn(folder))}");
        Assert.Equal(ExitCode.Diverges, command.Run(["replay", file, "defect:not-compared"]));
        Assert.Equal(ExitCode.Conforms, command.Run(["replay", file, "reference"]));
    }

    [Theory]
    [InlineData("two ways to let operations meet", "check", "reference", "--races", "2", "--interleave", "2")]
    [InlineData("does one operation after another", "check", "optimized", "--races", "2")]
    [InlineData("expected a whole", "check", "reference", "--races", "0")]
    public void What_makes_no_sense_is_refused(string sentence, params string[] words)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run(words));

        Assert.Contains(sentence, command.Err, StringComparison.Ordinal);
    }
}
