using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.PairRaces;

/// <summary>Two operations at the same time, carried out by the reference in a given order of steps, or by a version of it that is wrong.</summary>
public sealed class RaceJudgeTests
{
    private const int Races = 150;

    private static readonly World Small = World.Default with { Pages = 3 };

    [Theory]
    [InlineData("strict")]
    [InlineData("linux-6.1")]
    public void No_order_of_the_steps_of_the_reference_diverges(string profile)
    {
        using SteppedSubject subject = new("reference", new ReferenceSteps());
        Profile followed = Profile.All.First(known => known.Name == profile);

        List<(RaceScript Script, Judgement Judgement)> judged = Judged(subject, followed, Races);

        Assert.DoesNotContain(judged, one => one.Judgement.Kind == JudgementKind.Diverges);
        int open = judged.Count(one => one.Judgement.Kind == JudgementKind.Open);
        Assert.True(open * 10 < judged.Count, $"{open} of {judged.Count} are left open.");
    }

    private static List<(RaceScript Script, Judgement Judgement)> Judged(
        SteppedSubject subject,
        Profile profile,
        int races
    )
    {
        PairRaceGenerator generator = new(Small, profile, subject.Capabilities, []);
        PairRaceRun run = new(subject, new PairRaceOptions());
        List<(RaceScript, Judgement)> judged = [];
        for (ulong race = 0; race < (ulong)races; race++)
        {
            if (generator.Draw(Random64.Derive(7, race)) is { } script)
            {
                judged.Add((script, run.Judge(script)));
            }
        }

        return judged;
    }
}
