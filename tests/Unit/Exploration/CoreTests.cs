using HmmSpec.Exploration;
using HmmSpec.Exploration.Core;

namespace HmmSpec.Tests.Exploration;

/// <summary>The core world against its published counts, and against a second writing of its rules.</summary>
public sealed class CoreTests
{
    [Theory]
    [InlineData(1, 1, 85, 622, 556, 7)]
    [InlineData(2, 1, 6_325, 91_700, 80_720, 14)]
    public void A_small_world_has_the_published_counts(int p, int d, long states, long all, long changing, int depth)
    {
        foreach (int threads in (int[])[1, 2])
        {
            ExplorationResult result = Explore(new CoreWorld(p, d), CoreSymmetry.None, threads);

            Assert.Equal(
                (states, all, changing, depth),
                (result.States, result.Transitions, result.Changing, result.Depth)
            );
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 1, 1)]
    public void A_second_writing_of_the_rules_finds_the_same(int pages, int devices, int capacity)
    {
        CoreWorld world = new(pages, devices, capacity);
        NaiveCore naive = new NaiveCore(pages, devices, capacity).Explore();
        int orbits = naive.Orbits(alsoDevices: false);
        int allOrbits = devices == 1 ? orbits : naive.Orbits(alsoDevices: true);
        foreach (int threads in (int[])[1, 2])
        {
            ExplorationResult result = Explore(world, CoreSymmetry.None, threads);

            Assert.Equal((StopReason.Complete, null), (result.Reason, result.Violation));
            Assert.Equal(
                (naive.States.Count, naive.Transitions, naive.Changing, naive.Depth),
                (result.States, result.Transitions, result.Changing, result.Depth)
            );
            Assert.Equal(orbits, Explore(world, CoreSymmetry.Pages, threads).States);
            Assert.Equal(allOrbits, Explore(world, CoreSymmetry.All, threads).States);
        }

        Assert.Equal(naive.States.Count, CoreEstimate.States(world, CoreSymmetry.None));
        Assert.Equal(orbits, CoreEstimate.States(world, CoreSymmetry.Pages));
        Assert.True(CoreEstimate.States(world, CoreSymmetry.All) <= allOrbits);
    }

    // Of several shortest ways the order of the search chooses one; this is what they have in common.
    [Theory]
    [InlineData(CoreDefect.UnmapForgetsLastDevice, 3, "Munmap(0)")]
    [InlineData(CoreDefect.PrivateStoreLeavesClean, 7, "SwapOut(0)")]
    [InlineData(CoreDefect.ProtectForgetsMirrors, 3, "Mmap(0) DevWrite(0,0) ProtRO(0)")]
    public void A_path_names_the_operations_that_lead_to_a_violation(CoreDefect defect, int length, string end)
    {
        IReadOnlyList<string> way = Ways(defect, new CoreWorld(1, 1), 1, "I");

        Assert.Equal(length, way.Count);
        Assert.EndsWith(end, string.Join(' ', way), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CoreDefect.UnmapForgetsLastDevice, 3, "I1")]
    [InlineData(CoreDefect.PrivateStoreLeavesClean, 7, "I5")]
    [InlineData(CoreDefect.ProtectForgetsMirrors, 3, "I1")]
    public void A_seeded_defect_is_found_on_the_shortest_way(CoreDefect defect, int length, string invariant)
    {
        foreach (CoreWorld world in (CoreWorld[])[new(2, 1), new(2, 2), new(3, 1)])
        {
            IReadOnlyList<string> one = Ways(defect, world, 1, invariant);

            Assert.Equal(length, one.Count);
            Assert.Equal(one, Ways(defect, world, 2, invariant));
        }
    }

    [Theory]
    [InlineData(0, 1, 1, "A core world cannot have pages=0; pages goes from 1 to 8.")]
    [InlineData(1, 5, 1, "A core world cannot have devices=5; devices goes from 1 to 4.")]
    [InlineData(1, 1, 0, "A core world cannot have capacity=0; capacity goes from 1 to 8.")]
    [InlineData(8, 3, 1, "A state of a core world has at most 64 bits; 8 pages of ")]
    public void A_world_that_cannot_be_is_refused_in_one_sentence(int pages, int devices, int capacity, string sentence)
    {
        Assert.StartsWith(
            sentence,
            Assert.Throws<ArgumentException>(() => CoreSystem.Factory(new CoreWorld(pages, devices, capacity))).Message,
            StringComparison.Ordinal
        );
    }

    private static ExplorationResult Explore(CoreWorld world, CoreSymmetry symmetry, int threads) =>
        Explorer.Run(CoreSystem.Factory(world, symmetry), new ExplorationOptions { Threads = threads });

    private static IReadOnlyList<string> Ways(CoreDefect defect, CoreWorld world, int threads, string invariant)
    {
        Func<ITransitionSystem> factory = CoreSystem.Factory(world, defect: defect);
        FoundViolation violation = Explorer.Run(factory, new ExplorationOptions { Threads = threads }).Violation!;
        Assert.StartsWith(invariant, violation.Sentence, StringComparison.Ordinal);
        ITransitionSystem system = factory();
        return [.. PathReplay.Steps(system, violation.Path).Skip(1).Select(step => system.Operations[step.Operation])];
    }
}
