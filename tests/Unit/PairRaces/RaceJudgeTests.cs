using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>
/// Two operations at the same time, carried out by the reference in a given order of steps, or by a version of it that is wrong.
/// </summary>
public sealed class RaceJudgeTests
{
    private static readonly World Small = World.Default with { Pages = 3 };

    [Theory]
    [InlineData("strict")]
    [InlineData("linux-6.1")]
    [InlineData("v9")]
    public void No_order_of_the_steps_of_the_reference_diverges(string profile)
    {
        PairRaceReport report = Check(new ReferenceSteps(), Profile.All.First(known => known.Name == profile), 50);

        Assert.Null(report.Finding);
        Assert.Equal(50, report.Races);
        Assert.True(report.Undecided < 4, $"{report.Undecided} are undecided: {report.Left?.Reason}");
        Assert.True(report.Held > 5, $"{report.Held} were held up.");
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    public void Nor_does_one_where_pages_are_of_files(int files, int memoryFiles)
    {
        World world = Small with { Files = files, MemoryFiles = memoryFiles, FilePages = 3 };

        PairRaceReport report = Check(new ReferenceSteps(), Profile.Linux61, 60, world);

        Assert.Null(report.Finding);
        Assert.Equal(60, report.Races);
        Assert.True(report.Undecided < 5, $"{report.Undecided} are undecided: {report.Left?.Reason}");
    }

    /// <summary>Each shows only where steps take turns: one operation after another it does what the reference does.</summary>
    [Theory]
    [InlineData("not-compared")]
    [InlineData("sampled-after-walk")]
    [InlineData("own-migration-takes-no-number")]
    [InlineData("flushed-before-clear")]
    [InlineData("fork-beside-faults")]
    public void A_version_that_is_wrong_diverges(string id)
    {
        ReferenceDefect defect = ReferenceDefects.All.First(candidate => candidate.Id == id);

        PairRaceReport report = Check(StepModelCompiler.Compile(defect), Profile.Strict, 5_000);

        Assert.NotNull(report.Finding);
        Assert.Null(report.Finding.Flaky);
        Assert.True(report.Finding.Script.Operations <= report.Original!.Operations);
        Assert.Equal(report.Finding.Script, PairRaceFile.Read(PairRaceFile.Of(report.Finding, [])));
    }

    [Fact]
    public void The_first_race_that_is_left_undecided_can_be_kept_and_decided_with_more()
    {
        using SteppedSubject subject = new("steps", new ReferenceSteps());
        CheckOptions checking = new(Small, Profile.Strict, 7) { Sequences = 20 };
        PairRaceOptions few = new() { Positions = 3 };

        PairRaceReport report = new PairRaceEngine(subject, checking, few).Run(CancellationToken.None);

        Assert.True(report.Undecided > 0);
        UndecidedRace left = Assert.IsType<UndecidedRace>(report.Left);
        Assert.StartsWith("3 positions were looked at", left.Reason, StringComparison.Ordinal);
        Scenario kept = PairRaceFile.Of(left, []);
        Assert.Contains($"# undecided: {left.Reason}", kept.Comments);
        Assert.Equal(left.Script, PairRaceFile.Read(kept));
        Judgement judgement = new PairRaceTrial(subject, new PairRaceOptions()).Judge(left.Script).Judgement;
        Assert.Equal(JudgementKind.Allowed, judgement.Kind);
    }

    private static PairRaceReport Check(IStepModel model, Profile profile, long races, World? world = null)
    {
        using SteppedSubject subject = new("steps", model);
        CheckOptions checking = new(world ?? Small, profile, 7) { Sequences = races };
        return new PairRaceEngine(subject, checking, new PairRaceOptions()).Run(CancellationToken.None);
    }
}
