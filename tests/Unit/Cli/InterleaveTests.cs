using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Tests.Races;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec check --interleave N</c>.</summary>
public sealed class InterleaveTests
{
    [Fact]
    public void The_reference_conforms()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, Interleave(command));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal("seed 0x5", lines[0]);
        Assert.Contains("subject reference, profile strict, 40 races of 3 agents", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, static line => line.StartsWith("random: 40 races, ", StringComparison.Ordinal));
        Assert.Equal("conforms", lines[^1]);
        Assert.Empty(command.Err);
        Assert.Empty(command.NamesIn("."));
    }

    [Fact]
    public void Where_no_step_was_taken_no_invariant_was_checked()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Inconclusive, Interleave(command, "--sequences", "0"));
        Assert.Matches(" followed, 0 of [0-9]+ invariants checked\n", command.Out);
    }

    [Fact]
    public void The_report_is_one_object()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, Interleave(command, "--json"));

        JsonElement json = command.Json;
        Assert.Equal(3, json.GetProperty("interleave").GetInt32());
        Assert.Equal("reference", json.GetProperty("subject").GetString());
        Assert.Equal(2, json.GetProperty("world").GetProperty("processes").GetInt32());
        Assert.Equal(40, json.GetProperty("sequences").GetInt64());
        Assert.True(json.GetProperty("steps").GetInt64() > json.GetProperty("operations").GetInt64());
        Assert.Equal("conforms", json.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("finding").ValueKind);
    }

    [Fact]
    public void What_is_found_is_shown_step_by_step_kept_and_replayed_until_it_is_fixed()
    {
        using Command command = new() { Steps = new TwistedSteps(Twists.NobodyLooksAgain) };

        Assert.Equal(ExitCode.Diverges, Interleave(command, "--sequences", "20000"));
        Assert.Contains("shrunk from ", command.Out, StringComparison.Ordinal);
        Assert.Contains(" | lock driver, compare sequence number\n", command.Out, StringComparison.Ordinal);
        Assert.Contains(
            "\n  hmmspec check --interleave 3 --seed 0x5 --sequences ",
            command.Out,
            StringComparison.Ordinal
        );
        string name = Assert.Single(command.NamesIn("out/reference"));
        Assert.StartsWith("failure-", name, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Diverges, Interleave(command, "--json"));
        Assert.Equal("kept by an earlier run", command.Json.GetProperty("finding").GetProperty("origin").GetString());

        using Command fixedNow = new() { Folder = command.Folder };
        Assert.Equal(ExitCode.Conforms, Interleave(fixedNow));
        Assert.Contains("kept failure no longer diverges: now ", fixedNow.Out, StringComparison.Ordinal);
        Assert.StartsWith("fixed-", Assert.Single(command.NamesIn("out/reference")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_that_is_printed_finds_it_again()
    {
        using Command command = new() { Steps = new TwistedSteps(Twists.SwapOutThrows) };
        Interleave(command, "--json");
        JsonElement first = command.Json.GetProperty("finding");
        Directory.Delete(command.PathTo("out"), recursive: true);

        Interleave(command, "--json", "--workers", "1");

        Assert.Equal(
            first.GetProperty("schedule").GetRawText(),
            command.Json.GetProperty("finding").GetProperty("schedule").GetRawText()
        );
        Assert.Equal("crash", first.GetProperty("kind").GetString());
    }

    [Fact]
    public void A_run_that_is_stopped_gives_no_verdict()
    {
        using Command command = new() { Cancellation = new CancellationToken(canceled: true) };

        Assert.Equal(ExitCode.Inconclusive, Interleave(command));
        Assert.EndsWith("inconclusive: it was stopped before its end\n", command.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does one operation after another", "check", "optimized", "--interleave", "2")]
    [InlineData("does one operation after another", "check", "--interleave", "2", "defect:mirror-survives-unmap")]
    [InlineData("say with --interleave N", "check", "reference")]
    [InlineData("There is no subject in steps \"referense\"", "check", "referense", "--interleave", "2")]
    [InlineData("expected a whole number from 2 to 8", "check", "--interleave", "1")]
    [InlineData("--compare means nothing beside --interleave.", "check", "--interleave", "2", "--compare", "loose")]
    public void What_contradicts_itself_is_refused_in_one_sentence(string sentence, params string[] args)
    {
        using Command command = new();

        Assert.Equal(ExitCode.Usage, command.Run(args));
        Assert.Contains(sentence, command.Err, StringComparison.Ordinal);
        Assert.Single(command.Err.TrimEnd().Split('\n'));
        Assert.Empty(command.Out);
    }

    private static ExitCode Interleave(Command command, params string[] args) =>
        command.Check(["--interleave", "3", "--length", "2", "--pages", "2", "--devices", "1", .. args]);
}
