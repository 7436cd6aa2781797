using HmmSpec.Conformance;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>The runner of concurrent scenarios follows the schedule, and says where it cannot.</summary>
public sealed class ConcurrentRunnerTests
{
    private const string Setup = """
        hmmspec 1
        world processes=1 pages=2 devices=1 frames=4 swap=1 device-frames=2 iova=2
        attach d0 2 direct -> ok
        register p0 d0 0+2 -> ok
        map p0 0+2 read-write -> ok
        store p0 0 7 -> ok

        """;

    private const string Good = """
        begin a device-load p0 d0 0+1
        step a to "walk"
        begin b unmap p0 0+1
        blocked b no
        step b to "callback"
        expect p0 0 system value=7
        end b -> ok
        end a -> EFAULT faults=1
        expect p0 0 unmapped
        """;

    [Fact]
    public void A_schedule_that_holds_has_no_mismatch()
    {
        ScenarioRun run = Run(Good);
        Assert.Empty(run.Mismatches);
        Assert.True(run.Fired.Contains(Catalogue.IndexOf("FLT-1")));
        Assert.True(run.Fired.Contains(Catalogue.IndexOf("MAP-4")));
    }

    [Theory]
    [InlineData(
        "step a",
        "step a 3",
        10,
        "Expected blocked b no, but b waits for the mmap lock of p0, held by a for reading."
    )]
    [InlineData("end a -> EFAULT", "end a -> ok", 12, "Expected ok, found EFAULT faults=1.")]
    [InlineData("blocked b no", "blocked b window", 10, "Expected blocked b window, but b can take a step.")]
    public void What_is_not_as_wanted_is_a_mismatch_at_its_line(string old, string altered, int line, string sentence)
    {
        const string Schedule = """
            begin a device-load p0 d0 0+1
            begin b unmap p0 0+1
            step a
            blocked b no
            end b -> ok
            end a -> EFAULT
            """;
        string changed = Schedule.Replace(old + "\n", altered + "\n", StringComparison.Ordinal);
        changed = changed == Schedule ? Schedule.Replace(old, altered, StringComparison.Ordinal) : changed;
        Mismatch mismatch = Run(changed).Mismatches[0];
        Assert.Equal((line, sentence), (mismatch.Line, mismatch.Sentence));
    }

    [Theory]
    [InlineData(
        "begin a migrate-to-device p0 d0 0+1\nstep a\nbegin b unmap p0 0+1\nstep b\nend a\nend b",
        10,
        "b cannot take a step: it waits for the mmap lock of p0, held by a for reading."
    )]
    [InlineData(
        "begin a migrate-to-device p0 d0 0+1\nstep a\nunmap p0 0+1 -> ok\nend a",
        9,
        "The operation cannot take a step: it waits for the mmap lock of p0, held by a for reading."
    )]
    [InlineData(
        "begin a migrate-to-device p0 d0 0+1\nstep a to \"collect page, flush TLB\"\nbegin b load p0 0\nstep b\nend a\nend b",
        10,
        "b cannot take a step: it waits for the migration of p0 0, held by a."
    )]
    [InlineData(
        "begin a protect p0 0+1 read\nstep a\nbegin b register p0 d0 0+1\nbegin c load p0 1\nend c\nend a\nend b",
        11,
        "c cannot take a step: it waits for the mmap lock of p0, held by a for writing."
    )]
    [InlineData(
        "begin a dontneed p0 0+1\nstep a 2\nbegin b device-load p0 d0 1+1\nend b\nend a",
        10,
        "b cannot take a step: it waits for the window of p0 0+1 (clear), held by a."
    )]
    [InlineData("begin a load p0 0\nstep a 3\nend a", 8, "a cannot take a step: it has ended in ok value=7.")]
    [InlineData(
        "begin a load p0 0\nstep a to \"walk\"\nend a",
        8,
        "a has ended without a step \"walk\"; its steps were \"move data\"."
    )]
    [InlineData(
        "begin a load p0 0\nstep a choose callback-order 1\nend a",
        8,
        "a has no choice callback-order 1 at this step; it has canonical 0."
    )]
    public void A_line_that_cannot_be_followed_ends_the_run(string schedule, int line, string sentence)
    {
        Mismatch mismatch = Assert.Single(Run(schedule + "\nexpect p0 1 swap").Mismatches);
        Assert.Equal((line, sentence), (mismatch.Line, mismatch.Sentence));
    }

    [Fact]
    public void A_choice_is_taken()
    {
        const string Schedule = """
            begin a migrate-to-device p0 d0 0+2
            step a to "silence own mirror"
            step a choose skip-page 0
            end a -> ok pages=skipped-by-driver,filled
            """;
        Assert.Empty(Run(Schedule).Mismatches);
    }

    [Fact]
    public void Steps_of_several_numbers_are_the_same_as_one_by_one()
    {
        const string Many = "begin a unmap p0 0+1\nstep a 4\nexpect used frames=1\nend a -> ok\nexpect used frames=0";
        Assert.Empty(Run(Many).Mismatches);
        Assert.Empty(
            Run(Many.Replace("step a 4", "step a\nstep a\nstep a\nstep a", StringComparison.Ordinal)).Mismatches
        );
    }

    [Fact]
    public void An_operation_can_be_left_open() =>
        Assert.Empty(Run("begin a unmap p0 0+1\nstep a\nexpect p0 0 system\nleave a").Mismatches);

    [Fact]
    public void A_scenario_without_turns_runs_on_a_model_in_steps_as_well()
    {
        Scenario scenario = Read(Setup + "load p0 0 -> ok value=7\nexpect p0 1 none\nload p0 0 -> ok value=8");
        Mismatch mismatch = Assert.Single(ScenarioRunner.Run(scenario, new ReferenceSteps()).Mismatches);
        Assert.Equal(9, mismatch.Line);
    }

    [Fact]
    public void A_machine_is_not_asked_about_turns()
    {
        Scenario scenario = Read(Setup + "begin a load p0 0\nend a -> ok value=7");
        Assert.Empty(ScenarioRunner.Run(scenario, static (_, _) => throw new InvalidOperationException()).Mismatches);
    }

    private static ScenarioRun Run(string schedule) => ScenarioRunner.Run(Read(Setup + schedule));

    private static Scenario Read(string text)
    {
        ScenarioResult result = ScenarioReader.Read(text, "x.hmm");
        Assert.Empty(result.Errors);
        return result.Scenario!;
    }
}
