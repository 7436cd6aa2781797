using System.Text.Json;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

public sealed class ExploreTests
{
    [Fact]
    public void A_small_world_is_explored_to_the_end()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Run("explore", "--world", "core", "--pages", "1", "--devices", "1"));

        Assert.StartsWith(
            "world core pages=1 devices=1 capacity=1 symmetry=none\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("states       85\n", command.Out, StringComparison.Ordinal);
        Assert.Contains(
            "transitions  622, of which 556 lead to another state\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("depth        7\n", command.Out, StringComparison.Ordinal);
        Assert.EndsWith("complete: every reachable state was checked\n", command.Out, StringComparison.Ordinal);
        Assert.Empty(command.Err);
    }

    [Fact]
    public void A_terminal_sees_the_same_figures()
    {
        using Command command = new() { IsTerminal = true };

        Assert.Equal(ExitCode.Conforms, command.Run("explore", "--world", "core", "--pages", "2", "--devices", "1"));

        Assert.Contains("6,325", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_as_JSON_has_all_figures()
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("explore", "--world", "core", "--pages", "2", "--threads", "2", "--json")
        );

        JsonElement json = command.Json;
        Assert.Equal(6_325, json.GetProperty("states").GetInt64());
        Assert.Equal(91_700, json.GetProperty("transitions").GetInt64());
        Assert.Equal(80_720, json.GetProperty("changing").GetInt64());
        Assert.Equal(14, json.GetProperty("depth").GetInt32());
        Assert.Equal(2, json.GetProperty("pages").GetInt32());
        Assert.Equal(1, json.GetProperty("devices").GetInt32());
        Assert.Equal(1, json.GetProperty("capacity").GetInt32());
        Assert.Equal(2, json.GetProperty("threads").GetInt32());
        Assert.Equal(0, json.GetProperty("collisionProbability").GetDouble());
        Assert.True(json.GetProperty("complete").GetBoolean());
        Assert.Equal("complete", json.GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("violation").ValueKind);
        Assert.Equal(
            91_700,
            json.GetProperty("operations").EnumerateObject().Sum(static operation => operation.Value.GetInt64())
        );
        Assert.All(
            (string[])["seconds", "cpuSeconds", "statesPerSecond", "bytesPerState"],
            name => Assert.Equal(JsonValueKind.Number, json.GetProperty(name).ValueKind)
        );
    }

    [Theory]
    [InlineData("none", 6_325)]
    [InlineData("pages", 3_190)]
    [InlineData("all", 3_190)]
    public void Symmetry_leaves_one_state_of_those_that_are_the_same(string symmetry, long states)
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("explore", "--world", "core", "--pages", "2", "--symmetry", symmetry, "--json")
        );

        Assert.Equal(states, command.Json.GetProperty("states").GetInt64());
    }

    [Theory]
    [InlineData("--max-states", "max-states", "incomplete: stopped at 50 states")]
    [InlineData("--max-depth", "max-depth", "incomplete: stopped at 50 steps")]
    public void A_search_that_stops_at_its_bound_is_inconclusive(string option, string reason, string sentence)
    {
        using Command command = new();

        Assert.Equal(
            ExitCode.Inconclusive,
            command.Run("explore", "--world", "core", "--pages", "8", option, option == "--max-depth" ? "2" : "50")
        );
        Assert.Contains(sentence.Replace("50 steps", "2 steps"), command.Out, StringComparison.Ordinal);
        Assert.Contains("nothing was kept", command.Out, StringComparison.Ordinal);

        Assert.Equal(
            ExitCode.Inconclusive,
            command.Run("explore", "--world", "core", "--pages", "8", option, "2", "--json")
        );
        Assert.Equal(reason, command.Json.GetProperty("reason").GetString());
        Assert.False(command.Json.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData("M1", 3, "I1 mirror")]
    [InlineData("M2", 7, "I5 transparency")]
    [InlineData("M3", 3, "I1 mirror")]
    public void A_violation_is_shown_with_the_shortest_way_to_it(string defect, int length, string invariant)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Diverges, command.Run("explore", "--world", "core", "--pages", "2", $"defect:{defect}"));
        Assert.Contains($"\n{invariant}: ", command.Out, StringComparison.Ordinal);
        Assert.Contains($"    {length}  ", command.Out, StringComparison.Ordinal);
        Assert.DoesNotContain($"    {length + 1}  ", command.Out, StringComparison.Ordinal);
        Assert.Contains("page 1: vma=", command.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "violation: the world reaches a state that breaks its rules\n",
            command.Out,
            StringComparison.Ordinal
        );

        Assert.Equal(
            ExitCode.Diverges,
            command.Run("explore", "--world", "core", "--pages", "2", $"defect:{defect}", "--json")
        );
        JsonElement violation = command.Json.GetProperty("violation");
        Assert.Equal(length, violation.GetProperty("path").GetArrayLength());
        Assert.StartsWith(invariant, violation.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("violation", command.Json.GetProperty("reason").GetString());
        Assert.Equal(1, command.Json.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void A_search_that_is_interrupted_can_be_resumed()
    {
        using Command stopped = new() { Cancellation = new CancellationToken(true) };
        using Command command = new();
        string file = command.PathTo("search");

        Assert.Equal(
            ExitCode.Inconclusive,
            stopped.Run("explore", "--world", "core", "--pages", "2", "--checkpoint", file)
        );
        Assert.Contains("incomplete: interrupted", stopped.Out, StringComparison.Ordinal);
        Assert.Contains(
            "--pages 2 --devices 1 --capacity 1 --symmetry none --resume",
            string.Join(' ', stopped.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );

        Assert.Equal(
            ExitCode.Conforms,
            command.Run("explore", "--world", "core", "--pages", "2", "--resume", file, "--json")
        );
        Assert.Equal(91_700, command.Json.GetProperty("transitions").GetInt64());
    }

    [Fact]
    public void A_search_that_cannot_be_written_down_still_says_what_it_found()
    {
        using Command command = new() { Cancellation = new CancellationToken(true) };
        string[] line = ["explore", "--world", "core", "--pages", "2", "--out", command.PathTo("out")];
        command.Run(line);
        string file = command.PathTo($"out/{Assert.Single(command.NamesIn("out"))}");
        File.Delete(file);
        Directory.CreateDirectory(file);

        Assert.Equal(ExitCode.Inconclusive, command.Run(line));

        Assert.StartsWith($"hmmspec: The checkpoint {file} cannot be written: ", command.Err, StringComparison.Ordinal);
        Assert.Contains("incomplete: interrupted\n", command.Out, StringComparison.Ordinal);
        Assert.Contains("the search as it is now could not be written", command.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--resume", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_used_is_refused_in_one_sentence()
    {
        using Command command = new();
        string file = command.PathTo("search");
        command.Run("explore", "--world", "core", "--pages", "2", "--max-states", "10", "--checkpoint", file);

        Assert.Equal(ExitCode.BadInput, command.Run("explore", "--world", "core", "--pages", "3", "--resume", file));
        Assert.StartsWith("hmmspec: The checkpoint ", command.Err, StringComparison.Ordinal);
        Assert.Contains("belongs to another search", command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));

        command.Write("search", "nonsense");
        Assert.Equal(ExitCode.BadInput, command.Run("explore", "--world", "core", "--pages", "2", "--resume", file));
        Assert.Contains("is no checkpoint", command.Err, StringComparison.Ordinal);

        Assert.Equal(
            ExitCode.BadInput,
            command.Run("explore", "--world", "core", "--pages", "2", "--resume", command.PathTo("nothing"))
        );
        Assert.Contains("cannot be read", command.Err, StringComparison.Ordinal);
    }
}
