using HmmSpec.Data;
using HmmSpec.Exploration;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// Exploration of worlds of the full reference, in both readings, on one thread, and beside each the plain search that the
/// tests hold the explorer against: breadth first over records in a hash set, without a canonical form and without a look
/// at any invariant.
/// </summary>
internal static class ModelExploration
{
    private const int Rounds = 5;

    // The plain search knows two states for one wherever frames have other numbers, so it is cut off.
    private const int PlainStates = 200_000;

    private static readonly World Shared = new(2, 1, 1, 2, 1, 1, 0);
    private static readonly World OnePage = new(1, 1, 1, 3, 1, 1, 0);

    private static readonly HmmWorld Sequential = new(
        Shared,
        Profile.Strict,
        [],
        [new AgentPlan(Alphabet.Of(Shared, OperationKinds.Basic, values: 1, longest: 1), AgentPlan.Unlimited)]
    )
    {
        IsSequential = true,
    };

    private static readonly HmmWorld Interleaved = new(
        OnePage,
        Profile.Strict,
        ModelWorld.Mapped(OnePage),
        Sequence.Repeat(new AgentPlan(Alphabet.Of(OnePage, ModelWorld.Inside, values: 1, longest: 1), 2), 2)
    );

    public static IEnumerable<Headline> Measure()
    {
        foreach (
            (string name, HmmWorld world) in (IEnumerable<(string, HmmWorld)>)
                [("explore model, sequential", Sequential), ("explore model, interleaved", Interleaved)]
        )
        {
            ExplorationResult best = Enumerable
                .Range(0, Rounds)
                .Select(_ => ModelWorld.Explore(world, threads: 1))
                .MinBy(static result => result.CpuSeconds)!;
            yield return new Headline(
                $"{name}, {best.States} states, {best.Transitions} transitions, depth {best.Depth}",
                Math.Round(best.Transitions / best.CpuSeconds),
                "transitions/CPU s",
                "plain breadth-first over records",
                Math.Round(Enumerable.Range(0, Rounds).Max(_ => Plain(world)))
            );
            yield return new Headline($"{name}, states", Math.Round(best.States / best.CpuSeconds), "states/CPU s");
            yield return new Headline($"{name}, memory", Math.Round(best.BytesPerState, 1), "bytes/state");
        }

        yield return Threads.Gain(
            "explore model, interleaved",
            static threads => ModelWorld.Explore(Interleaved, threads)
        );
    }

    // Transitions a second of a processor.
    private static double Plain(HmmWorld world)
    {
        ReferenceSteps model = new();
        HmmSystem system = world.IsSequential
            ? new SequentialSystem(world, model)
            : new InterleavedSystem(world, model);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Configuration start = system.Start();
        Queue<Configuration> queue = new([start]);
        HashSet<Configuration> known = [start];
        long transitions = 0;
        while (known.Count < PlainStates && queue.TryDequeue(out Configuration? here))
        {
            foreach (Move move in system.AllMovesOf(here))
            {
                transitions++;
                if (known.Add(move.After))
                {
                    queue.Enqueue(move.After);
                }
            }
        }

        return transitions / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
