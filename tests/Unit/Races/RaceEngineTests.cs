using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Races;

public sealed class RaceEngineTests
{
    private static readonly World Small = new(2, 2, 1, 4, 1, 2, 2);

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        RaceReport[] reports = [.. new[] { 1, 3 }.Select(workers => Run(new ReferenceSteps(), workers, runs: 300))];

        Assert.All(reports, static report => Assert.Equal(CheckEnd.Complete, report.End));
        Assert.Equal(reports[0].Totals.Steps, reports[1].Totals.Steps);
        Assert.Equal(reports[0].Totals.Switches, reports[1].Totals.Switches);
        Assert.Equal(reports[0].Totals.PerKind, reports[1].Totals.PerKind);
        Assert.Equal(reports[0].Totals.PerClause, reports[1].Totals.PerClause);
    }

    [Fact]
    public void The_number_of_workers_does_not_change_what_is_found()
    {
        FoundRace[] found =
        [
            .. new[] { 1, 3 }.Select(workers => Run(new TwistedSteps(Twists.NobodyLooksAgain), workers, 20_000).Found!),
        ];

        Assert.Equal(found[0].Run, found[1].Run);
        Assert.Equal(found[0].Original.Race, found[1].Original.Race);
        Assert.Equal(found[0].Shrunk.Race, found[1].Shrunk.Race);
    }

    [Fact]
    public void A_found_race_is_the_same_after_it_was_written_and_read()
    {
        RaceFinding[] all =
        [
            .. new Twist[] { Twists.NobodyLooksAgain, Twists.TheLockIsKept, Twists.SwapOutThrows }
                .Select(static twist => Run(new TwistedSteps(twist), 1, 20_000).Found!)
                .SelectMany(static found => new[] { found.Original, found.Shrunk }),
        ];

        Assert.All(all, static finding => Assert.Equal(finding.Race, RaceFile.Read(Written(finding))));
    }

    private static Scenario Written(RaceFinding finding)
    {
        string text = ScenarioWriter.Write(RaceFile.Of(finding, "twisted", ["why"]));
        ScenarioResult read = ScenarioReader.Read(text, "file");
        Assert.True(read.IsGood, $"{string.Join(" ", read.Errors)}\n{text}");
        return read.Scenario;
    }

    private static RaceReport Run(IStepModel model, int workers, long runs)
    {
        CheckOptions options = new(Small, Profile.Strict, Seed: 3)
        {
            Agents = 3,
            Length = 2,
            Sequences = runs,
            Workers = workers,
        };
        return new RaceEngine(options, model).Run(CancellationToken.None);
    }
}
