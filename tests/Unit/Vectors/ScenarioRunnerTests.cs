using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>The runner of scenarios notices what is not as wanted.</summary>
public sealed class ScenarioRunnerTests
{
    private const string Good = """
        hmmspec 1
        attach d0 2 direct -> ok
        register p0 d0 0+8 -> ok
        map p0 0+2 read-write -> ok
        store p0 0 5 -> ok
        device-load p0 d0 0+2 -> ok values=5,0 faults=1
        expect p0 0 system write value=5
        expect mirror p0 d0 1 read zero
        expect used frames=1
        load p0 1 -> ok value=0
        """;

    [Fact]
    public void A_scenario_that_holds_has_no_mismatch()
    {
        ScenarioRun run = ScenarioRunner.Run(Read(Good), VectorFiles.Optimized);
        Assert.Empty(run.Mismatches);
        Assert.True(run.Fired.Contains(Catalogue.IndexOf("MIR-9")));
        Assert.False(run.Fired.Contains(Catalogue.IndexOf("FRK-1")));
    }

    [Theory]
    [InlineData("store p0 0 5 -> ok", "store p0 0 5 -> SIGSEGV", 5)]
    [InlineData("values=5,0", "values=5,1", 6)]
    [InlineData("faults=1", "faults=2", 6)]
    [InlineData("write value=5", "write value=6", 7)]
    [InlineData("read zero", "write zero", 8)]
    [InlineData("frames=1", "frames=2", 9)]
    [InlineData("value=0", "value=7", 10)]
    public void One_wanted_value_altered_is_one_mismatch_at_its_line(string old, string altered, int line)
    {
        Scenario scenario = Read(Good.Replace(old, altered, StringComparison.Ordinal));
        Mismatch mismatch = Assert.Single(ScenarioRunner.Run(scenario).Mismatches);
        Assert.Equal(line, mismatch.Line);
        Assert.StartsWith("Expected", mismatch.Sentence, StringComparison.Ordinal);
        Assert.Equal($"{line}: {mismatch.Sentence}", mismatch.ToString());
        Assert.Equal([mismatch], ScenarioRunner.Run(scenario, VectorFiles.Optimized).Mismatches);
    }

    [Fact]
    public void Every_mismatch_is_reported_in_order()
    {
        Scenario scenario = Read("hmmspec 1\nload p0 0 -> ok\nload p1 0 -> ok\nexpect p0 0 none\n");
        Assert.Equal([2, 3, 4], ScenarioRunner.Run(scenario).Mismatches.Select(mismatch => mismatch.Line));
    }

    [Fact]
    public void Where_the_machine_diverges_the_run_ends()
    {
        ScenarioRun run = ScenarioRunner.Run(Read(Good), (world, profile) => new OffByOneMachine(world, profile));
        Mismatch mismatch = Assert.Single(run.Mismatches);
        Assert.Equal(5, mismatch.Line);
        Assert.StartsWith("The machine diverges", mismatch.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void In_every_scenario_of_a_clause_each_altered_status_is_noticed() =>
        Assert.All(
            ClauseScenarios.All.SelectMany(Altered),
            scenario => Assert.NotEmpty(ScenarioRunner.Run(scenario).Mismatches)
        );

    private static IEnumerable<Scenario> Altered(Scenario scenario)
    {
        for (int index = 0; index < scenario.Lines.Count; index++)
        {
            if (scenario.Lines[index] is OperationLine { Wanted: { } wanted } line)
            {
                Status other = wanted.Status == Status.Ok ? Status.EINVAL : Status.Ok;
                yield return scenario with
                {
                    Lines = scenario.Lines.Set(index, line with { Wanted = new(other) }),
                };
            }
        }
    }

    private static Scenario Read(string text)
    {
        ScenarioResult result = ScenarioReader.Read(text, "x.hmm");
        Assert.Empty(result.Errors);
        return result.Scenario!;
    }
}
