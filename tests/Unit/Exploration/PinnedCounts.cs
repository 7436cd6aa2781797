using HmmSpec.Exploration;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Exploration;

/// <summary>What a complete exploration of each named world counts: states, transitions, depth.</summary>
internal static class PinnedCounts
{
    public static TheoryData<string, long, long, int> All() =>
        new()
        {
            { "map", 401, 11_709, 7 },
            { "cpu-faults", 5_886, 13_778, 36 },
            { "mirrors", 6_076, 15_628, 31 },
            { "windows", 62_405, 175_628, 51 },
            { "device-faults", 41_783, 101_815, 54 },
            { "shared-faults", 28_107, 73_928, 54 },
            { "snapshots", 2_335, 5_437, 25 },
            { "one-iova", 22_081, 58_091, 30 },
            { "dirty-pages", 8_897, 17_617, 51 },
            { "migrations", 84_412, 224_357, 53 },
            { "shared-migrations", 9_566, 25_233, 33 },
            { "returns", 52_040, 145_762, 50 },
            { "evictions", 26_566, 75_133, 47 },
            { "forks", 22_625, 49_614, 72 },
            { "reclaim", 8_170, 20_799, 27 },
            { "one-page", 15_446, 29_922, 35 },
            { "three-at-once", 689_925, 1_878_483, 47 },
            { "living-and-dead", 19_060, 596_389, 18 },
            { "exclusive", 13_097, 26_364, 34 },
            { "exclusive-forks", 6_082, 13_302, 29 },
            { "remaps", 613, 31_311, 10 },
            { "advice", 159_705, 436_150, 59 },
            { "shared-advice", 61_608, 163_873, 44 },
            { "moving-pages", 57_159, 124_850, 69 },
            { "moving-shared-pages", 19_228, 44_490, 48 },
            { "files", 14_755, 545_935, 17 },
            { "file-faults", 56_533, 141_965, 47 },
            { "shared-files", 13_218, 33_851, 38 },
            { "write-back", 20_167, 53_457, 52 },
            { "truncation", 28_429, 74_133, 49 },
            { "memory-files", 6_146, 227_402, 16 },
            { "memory-file-faults", 62_646, 155_182, 47 },
            { "shared-memory", 45_535, 120_566, 35 },
            { "memory-holes", 26_073, 67_569, 46 },
            { "removals", 23_301, 550_109, 13 },
            { "detaching", 122_590, 378_015, 58 },
            { "losing", 54_366, 141_726, 62 },
            { "removal-behind-iommu", 13_230, 36_002, 37 },
            { "failing-updates", 13_683, 40_089, 31 },
            { "compaction", 17_911, 44_767, 44 },
            { "shared-compaction", 23_329, 60_290, 48 },
            { "file-compaction", 20_509, 53_074, 39 },
            { "pins", 13_009, 33_357, 41 },
            { "pins-and-forks", 14_373, 41_473, 31 },
            { "locks", 5_927, 196_201, 16 },
            { "locking", 13_566, 29_308, 42 },
            { "locking-shared-pages", 29_771, 78_095, 45 },
            { "growing-locks", 2_532, 5_496, 29 },
            { "locking-file-pages", 8_553, 20_927, 26 },
        };

    public static void Hold(string name, Profile profile, long states, long transitions, int depth)
    {
        // A search with more states than there are is wrong already, and might never end.
        HmmReport report = Explore(name, profile, threads: 1, mostStates: states + 1);

        Assert.Null(report.Violation);
        Assert.True(report.Search.IsComplete);
        Assert.Equal(
            (states, transitions, depth),
            (report.Search.States, report.Search.Transitions, report.Search.Depth)
        );
    }

    public static HmmReport Explore(string name, Profile profile, int threads, long mostStates = long.MaxValue)
    {
        NamedWorld world = NamedWorlds.Find(name)!;
        HmmWorld named = world.With(profile) with { KeepsAgentsApart = !world.IsSequential };
        return HmmExploration.Run(
            named,
            new ReferenceSteps(),
            new ExplorationOptions
            {
                Threads = threads,
                RecordEdges = !world.IsSequential,
                MaxStates = mostStates,
            }
        );
    }
}
