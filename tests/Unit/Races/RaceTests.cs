using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Races;

/// <summary>Generated races: the reference breaks nothing in them, and what is broken is found and made small.</summary>
public sealed class RaceTests
{
    private static readonly World Small = new(2, 2, 1, 4, 1, 2, 2);
    private static readonly World Middle = new(2, 3, 2, 5, 2, 2, 3);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    public void The_reference_breaks_nothing_in_any_race(int agents, int seed)
    {
        foreach (Profile profile in Profile.All)
        {
            RaceGenerator generator = new(new ReferenceSteps(), Settings(Middle, agents, profile: profile));
            int steps = 0;
            for (ulong run = 0; steps < 20_000; run++)
            {
                RaceRun ran = generator.Run(Random64.Derive((ulong)seed, run));
                steps += ran.Steps;
                Assert.True(ran.Finding is null, $"{ran.Finding}");
            }
        }
    }

    [Fact]
    public void A_seed_stands_for_one_race()
    {
        TwistedSteps model = new(Twists.NobodyLooksAgain);
        RaceFinding found = Find(model, Settings(Small, 2), out ulong seed);

        RaceRun again = new RaceGenerator(model, Settings(Small, 2)).Run(seed);

        Assert.Equal(found.Race, again.Finding!.Race);
        Assert.Equal(found.Violation, again.Finding.Violation);
    }

    [Fact]
    public void A_race_that_is_replayed_ends_as_it_did()
    {
        TwistedSteps model = new(Twists.NobodyLooksAgain);
        RaceFinding found = Find(model, Settings(Small, 3), out _);

        RaceFinding? again = RaceReplay.Run(model, found.Race, toEnd: false);

        Assert.Equal(found.Race, again?.Race);
        Assert.Equal(found.Violation, again?.Violation);
        Assert.Null(RaceReplay.Run(new ReferenceSteps(), found.Race, toEnd: true));
    }

    [Fact]
    public void The_turn_of_an_agent_that_waits_or_is_done_is_skipped()
    {
        Race race = new(
            Small,
            Profile.Strict,
            [],
            [
                [new Map(0, new PageRange(0, 1), Protection.Read)],
                [],
            ],
            [.. Enumerable.Range(0, 40).Select(static turn => new Turn(turn % 3, Choice.Canonical))]
        );

        Assert.Null(RaceReplay.Run(new ReferenceSteps(), race, toEnd: false));
    }

    [Theory]
    [InlineData(nameof(Twists.NobodyIsTold), "CON-5", 8)]
    [InlineData(nameof(Twists.NobodyLooksAgain), "MIR-12", 16)]
    [InlineData(nameof(Twists.LoadsReportAnother), "TRN-1", 4)]
    [InlineData(nameof(Twists.TheLockIsKept), "CON-4", 12)]
    [InlineData(nameof(Twists.SwapOutThrows), "CON-4", 2)]
    [InlineData(nameof(Twists.NothingIsEntered), "CON-4", 4)]
    public void A_defect_is_found_and_made_as_small_as_it_gets(string name, string clause, int most)
    {
        Twist twist = (Twist)typeof(Twists).GetProperty(name)!.GetValue(null)!;
        TwistedSteps model = new(twist);
        RaceFinding found = Find(model, Settings(Small, 2), out _, clause: clause);

        RaceShrinker shrinker = new(model, budget: 20_000);
        RaceFinding shrunk = shrinker.Shrink(found);

        Assert.True(found.IsLike(shrunk));
        Assert.True(shrunk.Race.Measure <= most, $"{shrunk.Race.Measure} after {shrinker.Tries} tries:\n{shrunk}");
        Assert.Equal(shrunk.Race, RaceReplay.Run(model, shrunk.Race, toEnd: true)?.Race);
    }

    [Fact]
    public void A_shrunk_race_is_the_same_whatever_was_found_first()
    {
        TwistedSteps model = new(Twists.NobodyLooksAgain);
        int[] measures =
        [
            .. Enumerable
                .Range(0, 5)
                .Select(seed =>
                    Find(model, Settings(Middle, 3) with { Weights = Shrinkable }, out _, (ulong)seed, "MIR-12")
                )
                .Select(found => new RaceShrinker(model, budget: 20_000).Shrink(found).Race.Measure),
        ];

        Assert.All(measures, measure => Assert.Equal(measures[0], measure));
    }

    // With atomic accesses there are races that the shrinker does not make smaller, because nothing less does the same.
    private static Weights Shrinkable { get; } =
        RaceSettings.WeightsOf([
            .. OperationKinds.All.Where(static kind =>
                kind is not (OperationKind.MakeExclusive or OperationKind.DeviceAtomic)
            ),
        ]);

    private static RaceSettings Settings(World world, int agents, Profile? profile = null) =>
        new(world, profile ?? Profile.Strict, agents, 3, RaceSettings.WeightsOf([.. OperationKinds.Basic]));

    private static RaceFinding Find(
        IStepModel model,
        RaceSettings settings,
        out ulong seed,
        ulong from = 1,
        string? clause = null
    )
    {
        RaceGenerator generator = new(model, settings);
        for (ulong run = 0; run < 20_000; run++)
        {
            seed = Random64.Derive(from, run);
            if (
                generator.Run(seed).Finding is RaceFinding finding
                && finding.Violation.Clause == (clause ?? finding.Violation.Clause)
            )
            {
                return finding;
            }
        }

        throw new InvalidOperationException("No race showed it.");
    }
}
