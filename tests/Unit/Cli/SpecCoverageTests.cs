using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Cli;

/// <summary>What <c>hmmspec spec coverage</c> says.</summary>
public sealed class SpecCoverageTests
{
    [Fact]
    public void Without_anything_generated_the_scenarios_are_left_and_what_needs_more_is_a_gap()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Inconclusive, Coverage(command, "0", "0", "--json"));

        Dictionary<string, JsonElement> clauses = command
            .Json.GetProperty("clauses")
            .EnumerateArray()
            .ToDictionary(static clause => clause.GetProperty("id").GetString()!);
        Assert.Equal(Catalogue.All.Select(static clause => clause.Id), clauses.Keys);
        string[] gaps = [.. command.Json.GetProperty("gaps").EnumerateArray().Select(static gap => gap.GetString()!)];
        Assert.Contains("CPU-9", gaps); // It takes two.
        Assert.DoesNotContain("MIG-3", gaps);
        Assert.True(clauses["MIG-3"].GetProperty("scenarios").GetInt64() > 0);
        Assert.Equal(0, clauses["MIG-3"].GetProperty("alone").GetInt64());
        Assert.False(clauses["FLT-10"].GetProperty("ofProfile").GetBoolean());
        Assert.DoesNotContain("FLT-10", gaps);
        Assert.All(gaps, gap => Assert.NotEqual("invariant", clauses[gap].GetProperty("kind").GetString()));
    }

    [Fact]
    public void Gaps_come_first_and_the_last_line_names_them()
    {
        using Command command = new();

        Assert.Equal(ExitCode.Inconclusive, Coverage(command, "5", "5"));

        string[] lines = command.Out.TrimEnd().Split('\n');
        Assert.Equal("seed 0x1", lines[0]);
        Assert.StartsWith("nothing follows ", lines[^1], StringComparison.Ordinal);
        string[] gaps = lines[^1].Split(' ')[2..];
        Assert.Equal(gaps.Order(), lines[2..(2 + gaps.Length)].Select(static line => line.Split(' ')[0]).Order());
    }

    [Fact]
    public void A_seed_stands_for_all_numbers_whatever_the_workers()
    {
        using Command one = new();
        using Command other = new();

        Coverage(one, "30", "100", "--json");
        Coverage(other, "30", "100", "--json");

        Assert.Equal(one.Out, other.Out);
    }

    [Fact]
    public void A_scenario_of_another_profile_does_not_count()
    {
        using Command command = new();

        Coverage(command, "0", "0", "--json", "--profile", "v9");
        JsonElement killed = Clause(command, "MIR-19");
        Coverage(command, "0", "0", "--json");

        Assert.True(killed.GetProperty("scenarios").GetInt64() > 0);
        Assert.True(killed.GetProperty("ofProfile").GetBoolean());
        Assert.Equal(0, Clause(command, "MIR-19").GetProperty("scenarios").GetInt64());
        Assert.False(Clause(command, "MIR-19").GetProperty("ofProfile").GetBoolean());
    }

    private static JsonElement Clause(Command command, string id) =>
        command
            .Json.GetProperty("clauses")
            .EnumerateArray()
            .Single(clause => clause.GetProperty("id").GetString() == id);

    private static ExitCode Coverage(Command command, string sequences, string races, params string[] more) =>
        command.Run(["spec", "coverage", "--seed", "1", "--sequences", sequences, "--races", races, .. more]);
}
