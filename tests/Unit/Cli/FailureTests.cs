using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Conformance;

namespace HmmSpec.Tests.Cli;

public sealed class FailureTests
{
    private const string ScenarioFailure = "failure-CPU-1-0000000000000005.hmm";

    // A file that comes into being where the folder for failures was to be.
    private sealed class DisposableFile : IDisposable
    {
        public string Path { get; } =
            System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"hmmspec-test-{Guid.NewGuid():N}");

        public void Create() => File.WriteAllText(Path, "");

        public void Dispose() => File.Delete(Path);
    }

    [Fact]
    public void A_machine_that_breaks_a_clause_is_told_which_and_how()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.LoadsAreWrong) };

        Assert.Equal(ExitCode.Diverges, command.Check());

        string file = Path.Combine(command.PathTo("out"), ScenarioFailure);
        Assert.EndsWith("\ndiverges: CPU-1\n", command.Out, StringComparison.Ordinal);
        Assert.Contains(
            "  1  map p0 0+1 read-write\n  2  store p0 0 1\n  3  load p0 0\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "differs: outcome\n  expected  ok value=1\n  found     ok value=2\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("CPU-1 (rule; v9, linux-6.1)\n  A load or store goes", command.Out, StringComparison.Ordinal);
        Assert.Contains($"  hmmspec replay {file}\n  hmmspec explain {file}\n", command.Out, StringComparison.Ordinal);
        Assert.Contains(
            "  hmmspec check --seed 0x5 --sequences 0 --length 100\n",
            command.Out,
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void A_divergence_that_only_generated_sequences_find_is_shrunk_and_kept()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.OnePageIsWrong) };

        Assert.Equal(ExitCode.Diverges, command.Check("--json"));

        JsonElement finding = command.Json.GetProperty("finding");
        string[] operations = [.. finding.GetProperty("operations").EnumerateArray().Select(item => item.GetString()!)];
        Assert.Equal("load p1 7", operations[^1]);
        Assert.True(operations.Length < finding.GetProperty("shrunkFrom").GetInt32());
        Assert.True(finding.GetProperty("tries").GetInt32() > 0);
        Assert.Equal("outcome", finding.GetProperty("kind").GetString());
        Assert.Equal("outcome", finding.GetProperty("subject").GetString());
        Assert.NotEqual(finding.GetProperty("expected").GetString(), finding.GetProperty("found").GetString());
        Assert.Equal("diverged", command.Json.GetProperty("end").GetString());
        Assert.Equal("diverges", command.Json.GetProperty("verdict").GetString());
        Assert.Equal(1, command.Json.GetProperty("exitCode").GetInt32());
        Assert.True(File.Exists(finding.GetProperty("file").GetString()));
    }

    [Fact]
    public void The_printed_command_line_finds_the_divergence_again()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.OnePageIsWrong) };
        command.Check("--workers", "2");
        string printed = command
            .Out.Split('\n')
            .Single(line => line.StartsWith("  hmmspec check", StringComparison.Ordinal));
        string first = File.ReadAllText(Path.Combine(command.PathTo("out"), command.NamesIn("out").Single()));

        string[] words = printed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.Diverges, command.Run([.. words[1..], "--out", command.PathTo("again")]));

        string second = File.ReadAllText(Path.Combine(command.PathTo("again"), command.NamesIn("again").Single()));
        Assert.Equal(first, second);
    }

    [Fact]
    public void A_kept_file_reproduces_the_divergence_and_says_where_it_comes_from()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.OnePageIsWrong) };
        command.Check();
        string file = Path.Combine(command.PathTo("out"), command.NamesIn("out").Single());

        Scenario scenario = ScenarioFile.Read(file);
        Assert.Contains("# seed 0x5", scenario.Comments);
        Assert.Contains(
            scenario.Comments,
            comment => comment.StartsWith("# hmmspec check --seed 0x5", StringComparison.Ordinal)
        );
        Assert.All(scenario.Lines, line => Assert.NotNull(Assert.IsType<OperationLine>(line).Wanted));

        Assert.Equal(ExitCode.Diverges, command.Run("replay", file));
        Assert.EndsWith($"{file}: diverges: {scenario.Clauses[0]}\n", command.Out, StringComparison.Ordinal);

        using Command honest = new();
        Assert.Equal(ExitCode.Conforms, honest.Run("replay", file));
        Assert.Equal($"{file}: conforms\n", honest.Out);
    }

    [Fact]
    public void A_crash_of_the_machine_is_a_divergence()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.SwapOutCrashes) };

        Assert.Equal(ExitCode.Diverges, command.Check());
        Assert.Contains("found     InvalidOperationException: out of ideas", command.Out, StringComparison.Ordinal);

        string file = Path.Combine(command.PathTo("out"), command.NamesIn("out")[0]);
        Assert.Equal(ExitCode.Diverges, command.Run("explain", file));
        Assert.Contains("nothing: it crashed", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_found_is_told_even_if_it_cannot_be_kept()
    {
        using DisposableFile blocked = new();
        using Command command = new()
        {
            Machines = (world, profile) =>
            {
                blocked.Create();
                return Lies.Machines(Lies.LoadsAreWrong)(world, profile);
            },
        };

        Assert.Equal(ExitCode.Diverges, command.Check("--out", blocked.Path, "--json"));

        Assert.Contains($"it could not be kept in {blocked.Path}: ", command.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("hmmspec replay", command.Err, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, command.Json.GetProperty("finding").GetProperty("file").ValueKind);
    }

    [Fact]
    public void A_loose_comparison_notices_as_well()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.LoadsAreWrong) };

        Assert.Equal(ExitCode.Diverges, command.Check("--compare", "loose"));

        string file = Path.Combine(command.PathTo("out"), command.NamesIn("out")[0]);
        Assert.Contains($"  hmmspec replay {file} --compare loose\n", command.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Diverges, command.Run("replay", file, "--compare", "loose"));
        Assert.Equal(ExitCode.Diverges, command.Run("explain", file, "--compare", "loose"));
    }

    [Fact]
    public void A_kept_failure_is_replayed_first_and_ends_the_check_if_it_still_diverges()
    {
        using Command command = new() { Machines = Lies.Machines(Lies.LoadsAreWrong) };
        command.Check();

        Assert.Equal(ExitCode.Diverges, command.Check());

        Assert.Contains($"kept failure still diverges: {command.PathTo("out")}", command.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("scenarios", command.Out, StringComparison.Ordinal);
        Assert.EndsWith("\ndiverges: CPU-1\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_failure_that_no_longer_diverges_is_renamed_and_the_check_goes_on()
    {
        using Command command = new();
        using Command liar = new() { Machines = Lies.Machines(Lies.LoadsAreWrong) };
        liar.Check();
        command.Write($"out/{ScenarioFailure}", File.ReadAllText(liar.PathTo($"out/{ScenarioFailure}")));

        Assert.Equal(ExitCode.Conforms, command.Check("--json"));

        string renamed = ScenarioFailure.Replace("failure-", "fixed-", StringComparison.Ordinal);
        Assert.Equal([renamed], command.NamesIn("out"));
        JsonElement kept = Assert.Single(command.Json.GetProperty("kept").EnumerateArray());
        Assert.Equal("fixed", kept.GetProperty("verdict").GetString());
        Assert.EndsWith(renamed, kept.GetProperty("file").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_file_that_cannot_be_read_ends_the_check_before_anything_is_renamed()
    {
        using Command command = new();
        command.Write("out/failure-A-1.hmm", "hmmspec 1\n\nload p0 0\n");
        string bad = command.Write("out/failure-B-1.hmm", "hmmspec 1\n\nlaod p0 0\n");

        Assert.Equal(ExitCode.BadInput, command.Check());

        Assert.StartsWith($"{bad}:3:1: ", command.Err, StringComparison.Ordinal);
        Assert.Equal(["failure-A-1.hmm", "failure-B-1.hmm"], command.NamesIn("out"));
    }
}
