using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>What is broken is found on a shortest way, the same on any number of threads.</summary>
public sealed class ViolationTests
{
    [Theory]
    [InlineData(8, false)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    public void The_way_to_a_violation_is_a_shortest_one(int stateSize, bool exact)
    {
        foreach (int seed in Enumerable.Range(1, 8))
        {
            Arrow[][] arrows = GraphSystem.Random(seed, 5_000, degree: 3);
            GraphSystem system = new(arrows, stateSize)
            {
                Broken = state => state % 97 == 96 ? $"{state} is bad" : null,
            };
            FoundViolation?[] found =
            [
                .. Enumerable
                    .Range(1, 3)
                    .Select(threads =>
                        Explorer
                            .Run(() => system, new ExplorationOptions { Threads = threads, Exact = exact })
                            .Violation
                    ),
            ];

            Assert.Equal(Distance(arrows, static state => state % 97 == 96), found[0]?.Length);
            Assert.All(found, violation => Assert.Equal(found[0]?.Sentence, violation?.Sentence));
            Assert.All(found, violation => Assert.Equal(found[0]?.Path, violation?.Path));
            if (found[0] is FoundViolation first)
            {
                IReadOnlyList<PathStep> steps = PathReplay.Steps(system, first.Path);
                Assert.Equal($"{system.Number(steps[^1].State.Span)} is bad", first.Sentence);
                Assert.All(
                    steps.Zip(steps.Skip(1)),
                    pair =>
                        Assert.Contains(
                            new Arrow(system.Number(pair.Second.State.Span), pair.Second.Operation),
                            arrows[system.Number(pair.First.State.Span)]
                        )
                );
            }
        }
    }

    [Fact]
    public void A_state_that_is_broken_is_nearer_than_a_transition_from_its_level()
    {
        // 0 to 1 and 2; the arrow from 1 is broken, and state 2 is.
        Arrow[][] arrows =
        [
            [new Arrow(1, 0), new Arrow(2, 1)],
            [new Arrow(1, 2)],
            [],
        ];
        GraphSystem both = new(arrows, 4)
        {
            Broken = static state => state == 2 ? "state" : null,
            BrokenArrow = static (state, _) => state == 1 ? "arrow" : null,
        };
        GraphSystem arrow = new(arrows, 4) { BrokenArrow = both.BrokenArrow };

        Assert.Equal("state", Find(both).Sentence);
        Assert.Equal([0, 1], Find(both).Path);
        Assert.Equal("arrow", Find(arrow).Sentence);
        Assert.Equal([0, 0, 0], Find(arrow).Path);
        Assert.Equal([-1, 0, 2], PathReplay.Steps(arrow, Find(arrow).Path).Select(static step => step.Operation));

        static FoundViolation Find(GraphSystem system) =>
            Explorer.Run(() => system, new ExplorationOptions()).Violation!;
    }

    [Fact]
    public void A_search_can_go_on_and_count_all_that_is_broken()
    {
        Arrow[][] arrows = GraphSystem.Line(1000);
        ExplorationResult result = Explorer.Run(
            () => new GraphSystem(arrows, 4) { Broken = static state => state % 10 == 5 ? "bad" : null },
            new ExplorationOptions { StopAtViolation = false }
        );

        Assert.Equal((StopReason.Complete, 1000, 100), (result.Reason, result.States, result.Violations));
        Assert.Equal(5, result.Violation!.Length);
    }

    private static int? Distance(Arrow[][] arrows, Func<int, bool> isBroken)
    {
        Dictionary<int, int> distances = new() { [0] = 0 };
        Queue<int> queue = new([0]);
        while (queue.TryDequeue(out int state))
        {
            if (isBroken(state))
            {
                return distances[state];
            }

            foreach (Arrow arrow in arrows[state])
            {
                if (distances.TryAdd(arrow.To, distances[state] + 1))
                {
                    queue.Enqueue(arrow.To);
                }
            }
        }

        return null;
    }
}
