using System.Text.Json;
using System.Text.Json.Nodes;
using HmmSpec.Cli;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Cli;

public sealed class CheckTests
{
    [Fact]
    public void The_optimized_machine_conforms()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Check());

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal("seed 0x5", lines[0]);
        Assert.Equal($"world {WorldText.Format(World.Default)}", lines[1]);
        Assert.Contains($"scenarios: all {ClauseScenarios.All.Count} conform", lines);
        Assert.Equal("conforms", lines[^1]);
        Assert.Empty(command.Err);
    }

    [Fact]
    public void Nothing_is_left_behind_by_a_check_that_finds_nothing()
    {
        using Command command = new();
        command.Check();

        Assert.Empty(command.NamesIn("."));
    }

    [Fact]
    public void A_seed_is_drawn_unless_given_and_printed_so_that_it_can_be_given()
    {
        using Command command = new();
        command.Run("check", "--sequences", "0", "--out", command.PathTo("out"));
        string first = command.Out.Split('\n')[0];
        command.Run("check", "--sequences", "0", "--out", command.PathTo("out"));

        Assert.StartsWith("seed 0x", first, StringComparison.Ordinal);
        Assert.NotEqual(first, command.Out.Split('\n')[0]);

        command.Run("check", "--sequences", "0", "--out", command.PathTo("out"), "--seed", first["seed ".Length..]);
        Assert.Equal(first, command.Out.Split('\n')[0]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report()
    {
        using Command command = new();

        Assert.Equal(Report(command, "--workers", "1"), Report(command, "--workers", "1"));
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        using Command command = new();

        Assert.Equal(Report(command, "--workers", "1"), Report(command, "--workers", "2"));
    }

    [Fact]
    public void Another_seed_gives_other_operations()
    {
        using Command command = new();
        string with5 = Report(command);
        command.Run(
            "check",
            "--seed",
            "6",
            "--sequences",
            "40",
            "--length",
            "100",
            "--out",
            command.PathTo("o"),
            "--json"
        );

        Assert.NotEqual(
            JsonNode.Parse(with5)!["perKind"]!.ToJsonString(),
            command.Json.GetProperty("perKind").GetRawText()
        );
    }

    [Fact]
    public void The_report_is_one_object_with_all_that_was_asked_for_and_found()
    {
        using Command command = new();
        Assert.Equal(ExitCode.Conforms, command.Check("--json", "--pages", "5", "--profile", "linux-6.1"));

        JsonElement json = command.Json;
        Assert.Equal("0x5", json.GetProperty("seed").GetString());
        Assert.Equal(5, json.GetProperty("world").GetProperty("pages").GetInt32());
        Assert.Equal(2, json.GetProperty("world").GetProperty("processes").GetInt32());
        Assert.Equal("linux-6.1", json.GetProperty("profile").GetString());
        Assert.Equal("optimized", json.GetProperty("subject").GetString());
        Assert.Equal("exact", json.GetProperty("compare").GetString());
        Assert.Equal("complete", json.GetProperty("end").GetString());
        Assert.Equal(40, json.GetProperty("sequences").GetInt64());
        Assert.Equal(4000, json.GetProperty("operations").GetInt64());
        Assert.Equal(4000, json.GetProperty("perKind").EnumerateObject().Sum(kind => kind.Value.GetInt64()));
        Assert.Equal(
            Verbs.All.Order(),
            json.GetProperty("perKind").EnumerateObject().Select(kind => kind.Name).Order()
        );
        Assert.Equal(
            Catalogue.All.Select(clause => clause.Id),
            json.GetProperty("clauses").EnumerateObject().Select(clause => clause.Name)
        );
        Assert.True(json.GetProperty("operationsPerSecond").GetInt64() > 0);
        Assert.True(json.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal("conforms", json.GetProperty("verdict").GetString());
        Assert.Equal(0, json.GetProperty("exitCode").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("finding").ValueKind);
        Assert.StartsWith("seed 0x5\n", command.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_operations_that_are_asked_for_are_generated()
    {
        using Command command = new();
        command.Check("--json", "--operations", "map,store,load");

        Assert.All(
            command.Json.GetProperty("perKind").EnumerateObject(),
            kind => Assert.Equal(kind.Name is "map" or "store" or "load", kind.Value.GetInt64() > 0)
        );
    }

    [Fact]
    public void A_loose_comparison_admits_the_canonical_machine()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Conforms, command.Check("--compare", "loose", "--sequences", "3", "--json"));
        Assert.Equal("loose", command.Json.GetProperty("compare").GetString());
    }

    [Fact]
    public void Of_the_invariants_only_those_are_counted_that_were_looked_at()
    {
        using Command command = new();
        string results = command.PathTo("r.jsonl");
        command.Check("--results", results);

        string[] all =
        [
            .. Catalogue.All.Where(clause => clause.Kind == ClauseKind.Invariant).Select(clause => clause.Id),
        ];
        int looked = all.Except(ResultsFile.Read(results).Footer!.Skipped.Keys).Count();
        Assert.InRange(looked, 1, all.Length - 1);
        Assert.Contains(
            $" followed, {looked} of {all.Length} invariants checked\n",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_check_in_which_nothing_ran_says_nothing()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Inconclusive, command.Check("--generated-only", "--sequences", "0"));
        Assert.EndsWith(
            "\ninconclusive: no scenario and no generated operation ran\n",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Time_that_is_used_up_is_the_budget_and_a_verdict_is_given()
    {
        using Command command = new();
        ExitCode code = command.Run("check", "--time", "300ms", "--out", command.PathTo("out"), "--json");

        Assert.Equal(ExitCode.Conforms, code);
        Assert.Equal("time", command.Json.GetProperty("end").GetString());
    }

    [Fact]
    public void A_check_for_which_there_was_no_time_says_nothing()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Inconclusive, command.Run("check", "--time", "0s", "--out", command.PathTo("out")));
        Assert.EndsWith(
            "inconclusive: the time was up before the first operation\n",
            command.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_check_that_is_stopped_at_once_gives_a_valid_report_and_no_verdict()
    {
        using Command command = new() { Cancellation = new CancellationToken(canceled: true) };

        Assert.Equal(ExitCode.Inconclusive, command.Check("--json"));

        Assert.Equal("stopped", command.Json.GetProperty("end").GetString());
        Assert.Equal("inconclusive", command.Json.GetProperty("verdict").GetString());
        Assert.Equal("it was stopped before its end", command.Json.GetProperty("reason").GetString());
        Assert.Equal(2, command.Json.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void A_check_that_is_stopped_while_it_runs_reports_what_ran()
    {
        using CancellationTokenSource source = new();
        using Command command = new() { Cancellation = source.Token };
        source.CancelAfter(TimeSpan.FromSeconds(1));

        Assert.Equal(ExitCode.Inconclusive, command.Run("check", "--time", "1h", "--out", command.PathTo("out")));
        Assert.EndsWith("inconclusive: it was stopped before its end\n", command.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_sees_the_same_words()
    {
        using Command command = new() { IsTerminal = true };

        Assert.Equal(ExitCode.Conforms, command.Check());
        Assert.StartsWith("seed 0x5\n", command.Out, StringComparison.Ordinal);
        Assert.Contains("conforms", command.Out.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_with_a_plus_in_its_name_is_checked_and_its_failure_replayed()
    {
        using Command command = new();
        Assert.Equal(ExitCode.Conforms, command.Check("--json", "--profile", "v9+migration"));
        Assert.Equal("v9+migration", command.Json.GetProperty("profile").GetString());

        // That in which the defect shows need not be named.
        Assert.Equal(ExitCode.Diverges, command.Check("defect:child-shares-device-page"));

        Assert.Contains("profile v9+migration", command.Out, StringComparison.Ordinal);
        string[] kept = Directory.GetFiles(command.PathTo("out"), "*.hmm", SearchOption.AllDirectories);
        Assert.NotEmpty(kept);
        Assert.All(
            kept,
            file =>
            {
                Assert.Contains("profile v9+migration", File.ReadAllText(file), StringComparison.Ordinal);
                Assert.Equal(ExitCode.Diverges, command.Run("replay", file, "defect:child-shares-device-page"));
                Assert.Equal(ExitCode.Conforms, command.Run("replay", file));
            }
        );
    }

    [Fact]
    public void The_command_line_of_a_plan_names_what_is_not_at_its_default()
    {
        CheckOptions options = new(World.Default with { Pages = 3 }, Profile.Linux61, 255)
        {
            Length = 7,
            Kinds = [OperationKind.Load, OperationKind.DontNeed],
        };

        Assert.Equal(
            "hmmspec check --seed 0xff --sequences 4 --length 7 --pages 3 --operations load,dontneed --profile linux-6.1",
            new CheckPlan("optimized", options, "out").CommandLine(4)
        );
        Assert.Equal(
            "hmmspec check 'exec:a b' --seed 0xff --sequences 4 --observe state",
            new CheckPlan(
                "exec:a b",
                new CheckOptions(World.Default, Profile.Strict, 255) { Comparison = Comparison.Loose },
                "out"
            )
            {
                Asking = ["--observe state"],
                IsWire = true,
            }.CommandLine(4)
        );
    }

    // What a run reports, but for how long it took.
    private static string Report(Command command, params string[] args)
    {
        Assert.Equal(ExitCode.Conforms, command.Check(["--json", .. args]));
        JsonObject json = JsonNode.Parse(command.Out)!.AsObject();
        Assert.True(json.Remove("seconds"));
        Assert.True(json.Remove("operationsPerSecond"));
        return json.ToJsonString();
    }
}
