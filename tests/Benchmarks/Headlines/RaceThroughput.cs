using System.Diagnostics;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>Steps a second of the reference when operations take turns, on one core.</summary>
internal static class RaceThroughput
{
    private const int Agents = 3;
    private const int Runs = 2_000;
    private const int Rounds = 5;
    private const ulong Seed = 20150717;

    private static readonly World World = new(2, 3, 2, 5, 2, 2, 3);

    public static IEnumerable<Headline> Measure()
    {
        Race[] races = [.. Recorded()];
        double bare = Best(() => races.Sum(Replay));
        yield return new Headline("steps of the reference under uniform schedules", bare, "steps/s");
        double watched = Best(() => races.Sum(ReplayWatched));
        yield return new Headline("the same with all invariants after each", watched, "steps/s", "without", bare);
        yield return new Headline(
            "check --interleave 3, generated and checked",
            Best(Generate),
            "steps/s",
            "without",
            bare
        );
    }

    private static double Best(Func<int> run)
    {
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            int count = run();
            best = Math.Max(best, count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return Math.Round(best);
    }

    private static int Generate()
    {
        RaceGenerator generator = new(new ReferenceSteps(), Settings());
        int steps = 0;
        for (ulong run = 0; run < Runs; run++)
        {
            steps += generator.Run(Random64.Derive(Seed, run)).Steps;
        }

        return steps;
    }

    // Operations drawn one after another, taking turns by a uniform schedule that is drawn here once.
    private static IEnumerable<Race> Recorded()
    {
        for (ulong run = 0; run < Runs; run++)
        {
            Random64 random = new(Random64.Derive(Seed, run));
            GeneratedSequence drawn = GeneratedSequence.Of(World, Profile.Strict, random.Next(), 20);
            ReadOnlySpan<Operation> operations = drawn.Operations.Span;
            Turn[] turns = new Turn[80];
            for (int turn = 0; turn < turns.Length; turn++)
            {
                turns[turn] = new Turn(random.Below(Agents), Choice.Canonical);
            }

            yield return new Race(
                World,
                Profile.Strict,
                [.. operations[..11]],
                [
                    [.. operations[11..14]],
                    [.. operations[14..17]],
                    [.. operations[17..]],
                ],
                [.. turns]
            );
        }
    }

    private static int Replay(Race race) => Replay(race, isWatched: false);

    private static int ReplayWatched(Race race) => Replay(race, isWatched: true);

    private static int Replay(Race race, bool isWatched)
    {
        Interleaving now = Interleaving.Initial(race.World, race.Profile, Agents);
        State state = now.State;
        FlatMemory flat = now.Flat;
        foreach (Operation operation in race.Setup)
        {
            Transition transition = ReferenceModel.Run(state, operation);
            state = transition.After;
            foreach (FlatEffect effect in transition.Effects)
            {
                flat = flat.After(effect);
            }
        }

        now = now with { State = state, Flat = flat };
        int[] begun = new int[Agents];
        int steps = 0;
        foreach (Turn turn in race.Schedule)
        {
            int agent = turn.Agent;
            if (now.Activities[agent] is null)
            {
                if (begun[agent] == race.Agents[agent].Count)
                {
                    continue;
                }

                now = now.Begin(agent, ReferenceModel.Begin(race.Agents[agent][begun[agent]++]));
            }

            Successors next = now.Next(agent);
            if (next.Blocked == Blocked.No)
            {
                Interleaving after = now.After(agent, next.Canonical);
                if (isWatched && Invariants.FirstViolation(now, next.Canonical, after) is Violation violation)
                {
                    throw new InvalidOperationException($"{violation}");
                }

                now = after;
                steps++;
            }
        }

        return steps;
    }

    private static RaceSettings Settings() => new(World, Profile.Strict, Agents, 3, RaceSettings.WeightsOf([]));
}
