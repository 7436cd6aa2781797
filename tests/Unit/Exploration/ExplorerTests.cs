using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>The engine on small graphs, against a search with a hash set.</summary>
public sealed class ExplorerTests
{
    public static TheoryData<int, bool, int, bool> Modes
    {
        get
        {
            TheoryData<int, bool, int, bool> modes = new();
            foreach (int size in (int[])[4, 8, 12, 75])
            {
                foreach (int threads in (int[])[1, 2, 3])
                {
                    modes.Add(size, false, threads, false);
                    modes.Add(size, true, threads, false);
                    modes.Add(size, false, threads, true);
                }
            }

            return modes;
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_graph_has_the_counts_that_a_hash_set_finds(int stateSize, bool exact, int threads, bool edges)
    {
        foreach (int seed in (int[])[1, 3, 6])
        {
            Arrow[][] arrows = GraphSystem.Random(seed, 300 * seed * seed, degree: 1 + seed);
            ExplorationOptions options = new()
            {
                Threads = threads,
                Exact = exact,
                RecordEdges = edges,
            };

            ExplorationResult result = Explorer.Run(() => new GraphSystem(arrows, stateSize), options);

            Assert.Equal(NaiveSearch.Of(arrows), NaiveSearch.Of(result));
            Assert.Equal(StopReason.Complete, result.Reason);
            Assert.Equal(threads, result.Systems.Count);
            Assert.Equal(edges ? (int)result.Transitions : 0, result.Edges?.Count ?? 0);
        }
    }

    [Fact]
    public void A_line_is_as_deep_as_it_is_long()
    {
        ExplorationResult result = Explorer.Run(
            () => new GraphSystem(GraphSystem.Line(1000), 4),
            new ExplorationOptions()
        );

        Assert.Equal((1000, 999, 999), (result.States, result.Transitions, result.Depth));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    public void States_that_wait_may_be_in_a_file(int stateSize)
    {
        // One state leads to all others, so that the next level is far larger than a segment for each part.
        const int states = 300_000;
        Arrow[][] arrows = GraphSystem.Random(7, states, degree: 2);
        Arrow[] many = [.. Enumerable.Range(1, 60_000).Select(static to => new Arrow(to, 1))];
        arrows[0] = many;
        foreach (int index in Enumerable.Range(1, 20))
        {
            arrows[index] = [.. many.Select(arrow => new Arrow((arrow.To + (10_000 * index)) % states, 2))];
        }

        foreach (int threads in (int[])[1, 2])
        {
            ExplorationResult result = Explorer.Run(
                () => new GraphSystem(arrows, stateSize),
                new ExplorationOptions { Threads = threads, FrontierLimit = 1 }
            );

            Assert.Equal(NaiveSearch.Of(arrows), NaiveSearch.Of(result));
        }
    }

    [Fact]
    public void The_probability_of_a_collision_is_told()
    {
        Arrow[][] arrows = GraphSystem.Line(1000);

        Assert.Equal(0, Run(4, false).CollisionProbability);
        Assert.Equal(0, Run(40, true).CollisionProbability);
        Assert.Equal(1_000_000 / Math.Pow(2, 65), Run(40, false).CollisionProbability);

        ExplorationResult Run(int size, bool exact) =>
            Explorer.Run(() => new GraphSystem(arrows, size), new ExplorationOptions { Exact = exact });
    }

    [Fact]
    public void A_search_stops_at_its_limits()
    {
        Arrow[][] arrows = GraphSystem.Random(3, 200_000, degree: 4);

        Assert.Equal(StopReason.MaxStates, Run(new ExplorationOptions { MaxStates = 1000 }).Reason);
        Assert.InRange(Run(new ExplorationOptions { MaxStates = 1000 }).States, 1000, 5000);
        ExplorationResult shallow = Run(new ExplorationOptions { MaxDepth = 3 });
        Assert.Equal((StopReason.MaxDepth, 3), (shallow.Reason, shallow.Depth));
        Assert.Equal(StopReason.Memory, Run(new ExplorationOptions { MemoryLimit = 5_000_000 }).Reason);
        Assert.Equal(
            StopReason.Cancelled,
            Run(new ExplorationOptions { Cancellation = new CancellationToken(true) }).Reason
        );
        Assert.Equal(
            Run(new ExplorationOptions { MaxStates = 50_000 }).States,
            Run(new ExplorationOptions { MaxStates = 50_000, Threads = 3 }).States
        );

        ExplorationResult Run(ExplorationOptions options) => Explorer.Run(() => new GraphSystem(arrows, 8), options);
    }

    [Fact]
    public void Progress_is_told()
    {
        List<ExplorationProgress> told = [];
        ExplorationResult result = Explorer.Run(
            () => new GraphSystem(GraphSystem.Line(100), 8),
            new ExplorationOptions { ProgressInterval = TimeSpan.Zero, Progress = told.Add }
        );

        Assert.Equal(100, told.Count);
        Assert.Equal(result.States, told[^1].States);
        Assert.All(told, static progress => Assert.Equal(1, progress.Queue));
        Assert.All(told, static progress => Assert.True(progress.Bytes > 0));
    }

    [Fact]
    public void A_fault_of_the_system_comes_back_to_who_asked()
    {
        foreach (int threads in (int[])[1, 2])
        {
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() =>
                Explorer.Run(
                    () =>
                        new GraphSystem(GraphSystem.Line(10), 4)
                        {
                            Broken = static state => state == 5 ? throw new InvalidOperationException("five") : null,
                        },
                    new ExplorationOptions { Threads = threads }
                )
            );

            Assert.Equal("five", thrown.Message);
        }
    }
}
