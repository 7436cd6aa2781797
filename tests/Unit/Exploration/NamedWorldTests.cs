using HmmSpec.Exploration;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Exploration;

/// <summary>
/// A completely explored world for each family of clauses. The counts are pinned: a change of a rule, of the canonical
/// form or of the search that changes one has to say why.
/// </summary>
public sealed class NamedWorldTests
{
    [Theory]
    [MemberData(nameof(PinnedCounts.All), MemberType = typeof(PinnedCounts))]
    public void A_world_is_explored_to_its_end_and_breaks_nothing(
        string name,
        long states,
        long transitions,
        int depth
    ) => PinnedCounts.Hold(name, Profile.Strict, states, transitions, depth);

    [Fact]
    public void There_is_a_world_for_every_family() =>
        Assert.Empty(
            Catalogue
                .All.Select(static clause => clause.Family)
                .Except(NamedWorlds.All.Select(static world => world.Family))
        );

    [Fact]
    public void Every_world_has_its_counts_pinned() =>
        Assert.Equal(
            NamedWorlds.All.Select(static world => world.Name),
            PinnedCounts.All().Select(static row => (string)row[0])
        );

    [Theory]
    [InlineData("reclaim")]
    [InlineData("device-faults")]
    public void Another_thread_changes_no_count(string name)
    {
        ExplorationResult one = PinnedCounts.Explore(name, Profile.Strict, threads: 1).Search;
        ExplorationResult two = PinnedCounts.Explore(name, Profile.Strict, threads: 2).Search;

        Assert.Equal((one.States, one.Transitions, one.Depth), (two.States, two.Transitions, two.Depth));
        Assert.Equal(one.OperationCounts, two.OperationCounts);
    }

    [Theory]
    [InlineData("mirrors")]
    [InlineData("device-faults")]
    [InlineData("snapshots")]
    [InlineData("windows")]
    [InlineData("one-iova")]
    [InlineData("reclaim")]
    [InlineData("exclusive")]
    [InlineData("exclusive-forks")]
    [InlineData("detaching")]
    [InlineData("losing")]
    [InlineData("removal-behind-iommu")]
    [InlineData("failing-updates")]
    public void The_protocol_of_2015_breaks_nothing_either(string name)
    {
        HmmReport report = PinnedCounts.Explore(name, Profile.V9, threads: 1);

        Assert.Null(report.Violation);
        Assert.True(report.Search.IsComplete);
    }

    public static TheoryData<string, long, long, int> CountsOfMigrationHalf() =>
        new()
        {
            { "migrations", 51_390, 129_411, 54 },
            { "shared-migrations", 6_542, 16_754, 26 },
            { "returns", 23_693, 62_327, 41 },
            { "forks", 19_111, 38_928, 64 },
        };

    [Theory]
    [MemberData(nameof(CountsOfMigrationHalf))]
    public void Nor_does_its_migration_half(string name, long states, long transitions, int depth) =>
        PinnedCounts.Hold(name, Profile.V9Migration, states, transitions, depth);
}
