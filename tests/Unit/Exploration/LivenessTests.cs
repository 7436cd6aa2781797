using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>Cycles without progress, on graphs made by hand.</summary>
public sealed class LivenessTests
{
    [Fact]
    public void A_cycle_in_which_everybody_moves_is_found()
    {
        FairCycle? cycle = Find(
            [
                [new Arrow(1, 0)],
                [new Arrow(2, 0, 1)],
                [new Arrow(1, 0, 2)],
            ],
            static _ => 0b110
        );

        Assert.NotNull(cycle);
        Assert.Equal(2, cycle.States);
        Assert.Equal([0, 0], cycle.Path);
    }

    [Fact]
    public void A_cycle_in_which_somebody_always_waits_for_a_turn_is_none()
    {
        // Agent 1 goes round for ever only if agent 2, which could move all the time, never does.
        Arrow[][] arrows =
        [
            [new Arrow(1, 0, 1), new Arrow(2, 0, 2)],
            [new Arrow(0, 0, 1), new Arrow(2, 0, 2)],
            [],
        ];

        Assert.Null(Find(arrows, null));
    }

    [Fact]
    public void An_agent_that_now_and_then_cannot_move_needs_no_turn()
    {
        Arrow[][] arrows =
        [
            [new Arrow(1, 0, 1), new Arrow(2, 0, 2)],
            [new Arrow(0, 0, 1)],
            [],
        ];

        Assert.Equal(2, Find(arrows, null)?.States);
    }

    [Fact]
    public void A_state_that_leads_to_itself_is_a_cycle()
    {
        Assert.Equal(
            1,
            Find(
                [
                    [new Arrow(1, 0)],
                    [new Arrow(1, 0)],
                ],
                null
            )?.States
        );
    }

    [Fact]
    public void A_graph_without_cycles_has_none()
    {
        Assert.Null(Find(GraphSystem.Line(5_000), null));
        Assert.Null(
            Find(
                [
                    [new Arrow(1, 0), new Arrow(2, 0)],
                    [new Arrow(2, 0)],
                    [],
                ],
                null
            )
        );
    }

    [Fact]
    public void Components_are_those_that_reachability_gives()
    {
        foreach (int seed in Enumerable.Range(1, 20))
        {
            Arrow[][] arrows = GraphSystem.Random(seed, 40, degree: 2);

            Assert.Equal(HasCycle(arrows), Find(arrows, static _ => 0) is not null);
        }
    }

    private static bool HasCycle(Arrow[][] arrows)
    {
        HashSet<int> reachable = From(arrows, 0);
        reachable.Add(0);
        return reachable.Any(state => From(arrows, state).Contains(state));
    }

    private static HashSet<int> From(Arrow[][] arrows, int start)
    {
        HashSet<int> visited = [];
        Queue<int> queue = new([start]);
        while (queue.TryDequeue(out int state))
        {
            foreach (Arrow arrow in arrows[state].Where(arrow => visited.Add(arrow.To)))
            {
                queue.Enqueue(arrow.To);
            }
        }

        return visited;
    }

    private static FairCycle? Find(Arrow[][] arrows, Func<int, ulong>? enabled)
    {
        FairCycle?[] found =
        [
            .. ((int[])[4, 30]).Select(size =>
                Liveness.FindFairCycle(
                    Explorer
                        .Run(
                            () => new GraphSystem(arrows, size) { EnabledAgents = enabled },
                            new ExplorationOptions { RecordEdges = true, Threads = 2 }
                        )
                        .Edges!
                )
            ),
        ];
        Assert.Equal(found[0]?.States, found[1]?.States);
        return found[0];
    }
}
