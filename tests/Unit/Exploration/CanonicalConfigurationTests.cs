using HmmSpec.Exploration;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Exploration;

/// <summary>The bytes of configurations: nothing that matters is lost, and nothing that does not is told apart.</summary>
public sealed class CanonicalConfigurationTests
{
    public static TheoryData<string> Small() => ["reclaim", "snapshots", "cpu-faults", "dirty-pages", "mirrors"];

    [Theory]
    [MemberData(nameof(Small))]
    public void Bytes_that_are_read_and_written_again_are_the_same(string name)
    {
        InterleavedSystem system = SystemOf(name, Profile.Strict);
        foreach (Configuration configuration in NaiveConfigurations.Reachable(system, 3_000))
        {
            byte[] once = [.. system.Write(configuration)];
            byte[] twice = [.. system.Write(system.Read(once))];
            Assert.Equal(once, twice);
        }
    }

    [Theory]
    [InlineData("reclaim")]
    [InlineData("snapshots")]
    public void A_search_without_any_renaming_meets_the_same_states(string name)
    {
        InterleavedSystem system = SystemOf(name, Profile.Strict);
        HashSet<string> met = [];
        foreach (Configuration configuration in NaiveConfigurations.Reachable(system, int.MaxValue))
        {
            met.Add(Convert.ToHexString(system.Write(configuration)));
        }

        HmmReport report = HmmExploration.Run(
            NamedWorlds.Find(name)!.With(Profile.Strict),
            new ReferenceSteps(),
            new ExplorationOptions { Exact = true }
        );
        Assert.Equal(report.Search.States, met.Count);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void What_follows_from_the_bytes_is_what_follows_from_the_configuration(string name)
    {
        InterleavedSystem system = SystemOf(name, Profile.Strict);
        foreach (Configuration configuration in NaiveConfigurations.Reachable(system, 1_000))
        {
            Configuration read = system.Read(system.Write(configuration));
            Assert.Equal(Next(system, configuration), Next(system, read));
        }
    }

    [Theory]
    [InlineData("reclaim")]
    [InlineData("snapshots")]
    public void The_bytes_hold_the_faults_that_are_under_way_in_v9_too(string name)
    {
        InterleavedSystem system = SystemOf(name, Profile.V9);
        foreach (Configuration configuration in NaiveConfigurations.Reachable(system, 2_000))
        {
            Configuration read = system.Read(system.Write(configuration));
            Assert.Equal(Next(system, configuration), Next(system, read));
        }
    }

    private static InterleavedSystem SystemOf(string name, Profile profile) =>
        new(NamedWorlds.Find(name)!.With(profile), new ReferenceSteps());

    private static string[] Next(InterleavedSystem system, Configuration configuration) =>
        [
            .. system
                .AllMovesOf(configuration)
                .Select(move => Convert.ToHexString(system.Write(move.After)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
