using HmmSpec.Exploration;
using HmmSpec.Mutation;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Exploration;

/// <summary>What is the shortest sequence that shows a seeded defect is found by looking at all of them.</summary>
public sealed class ShortestDivergenceTests
{
    public static TheoryData<string> Ids => [.. SeededDefects.All.Select(static defect => defect.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_sequence_shorter_than_the_known_one_shows_a_seeded_defect_and_one_as_long_does(string id)
    {
        SeededDefect defect = SeededDefects.All.Single(candidate => candidate.Id == id);
        MachineFactory factory = MachineCompiler.Compile(defect);

        LockstepReport report = Find(DefectWorlds.Of(id), factory, defect.Shortest);

        Assert.NotNull(report.Finding);
        Assert.True(report.Shortest == defect.Shortest, $"{report.Shortest} operations:\n{report.Finding}");
        Assert.Equal(report.Finding, Replayed(report.Finding, factory));
        Assert.Null(Replayed(report.Finding, Optimized));
        ExplorationOptions bound = new() { MaxDepth = defect.ShortestOfClause };
        Finding? ofClause = ShortestDivergence.Find(report.World, factory, bound, defect.Clause).Finding;
        Assert.True(ofClause?.Operations.Count == defect.ShortestOfClause, $"of {defect.Clause}:\n{ofClause}");
    }

    [Fact]
    public void The_machine_without_a_defect_shows_nothing_in_the_worlds_of_the_defects()
    {
        foreach (
            IGrouping<LockstepWorld, SeededDefect> same in SeededDefects.All.GroupBy(defect =>
                DefectWorlds.Of(defect.Id)
            )
        )
        {
            LockstepReport report = Find(same.Key, Optimized, same.Max(static defect => defect.Shortest));

            Assert.Null(report.Finding);
        }
    }

    [Fact]
    public void A_world_is_searched_to_its_end()
    {
        LockstepWorld world = DefectWorlds.Usual with
        {
            Kinds = [OperationKind.Map, OperationKind.Unmap, OperationKind.Load, OperationKind.Store],
        };

        LockstepReport report = ShortestDivergence.Find(world, Optimized, new ExplorationOptions());

        Assert.Equal(StopReason.Complete, report.Search.Reason);
        Assert.Null(report.Finding);
        Assert.Equal(report.Search.States * world.Operations.Count, report.Search.Transitions);
    }

    [Fact]
    public void A_search_that_reaches_its_bound_says_so()
    {
        ExplorationOptions few = new() { MaxStates = 10 };

        Assert.Equal(StopReason.MaxDepth, Find(DefectWorlds.Usual, Optimized, 2).Search.Reason);
        Assert.Equal(StopReason.MaxStates, ShortestDivergence.Find(DefectWorlds.Usual, Optimized, few).Search.Reason);
    }

    [Fact]
    public void Every_world_of_its_own_belongs_to_a_seeded_defect() =>
        Assert.All(DefectWorlds.Exceptions, static id => Assert.Contains(SeededDefects.All, defect => defect.Id == id));

    private static LockstepReport Find(LockstepWorld world, MachineFactory factory, int depth) =>
        ShortestDivergence.Find(world, factory, new ExplorationOptions { MaxDepth = depth });

    private static Finding? Replayed(Finding finding, MachineFactory factory) =>
        Replay.Run(finding.World, finding.Profile, finding.Operations.Span, factory, Thoroughness.EveryOperation);

    private static OptimizedMachine Optimized(World world, Profile profile) => new(world, profile);
}
