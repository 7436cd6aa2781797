using HmmSpec.Conformance;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>A run in which operations took turns is written down so that it can be run again.</summary>
public sealed class ConcurrentScenarioTests
{
    private static readonly World World = new(2, 2, 1, 4, 1, 2, 2);

    private static readonly Operation[] Setup =
    [
        new Attach(0, 2, DmaKind.Direct, 0),
        new Register(0, 0, new(0, 2)),
        new Map(0, new(0, 2), Protection.ReadWrite),
        new Store(0, 0, 7),
    ];

    private static readonly (int Agent, Operation Operation)[] Begun =
    [
        (0, new MigrateToDevice(0, 0, new(0, 2))),
        (1, new DeviceLoad(0, 0, new(0, 2))),
        (1, new Load(0, 0)),
        (2, new Fork(0, 1)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_run_by_chance_is_written_down_and_replayed_to_the_same_end(int seed)
    {
        (Interleaving end, List<(int Agent, Successor Step)> taken) = RunByChance(new Random(seed), 60);
        string text = $"{ConcurrentScenario.FromSchedule(World, Profile.Strict, Setup, Begun, taken)}";
        ScenarioResult result = ScenarioReader.Read(text, "x.hmm");
        Assert.Empty(result.Errors);
        Assert.Empty(ScenarioRunner.Run(result.Scenario!).Mismatches);
        TakenStep last = ConcurrentRunner.Run(result.Scenario!).SelectMany(static line => line.Steps).Last();
        Assert.Equal(end.State, last.After.State);
    }

    [Fact]
    public void Each_step_is_a_line_with_its_label_behind_it()
    {
        Activity activity = new ReferenceSteps().Begin(new Store(0, 0, 7));
        State state = ReferenceModel.Run(ReferenceModel.Init(World, Profile.Strict), Setup[2]).After;
        Successor first = activity.Next(state).Canonical;
        Scenario scenario = ConcurrentScenario.FromSchedule(
            World,
            Profile.Strict,
            [Setup[2]],
            [
                new Begun(new Store(0, 0, 7)) { Agent = 1 },
                new Begun(new Load(0, 0)) { Agent = 27 },
                new Stepped(first) { Agent = 1 },
                new Stepped(first with { Choice = new(ChoiceKind.SkipPage, 1) }) { Agent = 1 },
                new Stepped(first with { Activity = null, Outcome = Outcome.Of(7) }) { Agent = 27 },
            ]
        );
        Assert.Equal(
            [
                "map p0 0+2 read-write -> ok",
                "begin b store p0 0 7",
                "begin ab load p0 0",
                "step b # fill with zeros",
                "step b choose skip-page 1 # fill with zeros",
                "step ab # fill with zeros",
                "end ab -> ok value=7",
                "leave b",
            ],
            $"{scenario}".TrimEnd().Split('\n')[4..]
        );
    }

    private static (Interleaving End, List<(int Agent, Successor Step)> Taken) RunByChance(Random random, int steps)
    {
        ReferenceSteps model = new();
        Interleaving now = Interleaving.Initial(World, Profile.Strict, 3);
        foreach (Operation operation in Setup)
        {
            Transition transition = ReferenceModel.Run(now.State, operation);
            now = now with { State = transition.After };
        }

        Dictionary<int, Queue<Operation>> waiting = Begun
            .GroupBy(static entry => entry.Agent, static entry => entry.Operation)
            .ToDictionary(static group => group.Key, static group => new Queue<Operation>(group));
        List<(int Agent, Successor Step)> taken = [];
        for (int step = 0; step < steps; step++)
        {
            int agent = random.Next(3);
            if (now.Activities[agent] is null && waiting[agent].TryDequeue(out Operation? operation))
            {
                now = now.Begin(agent, model.Begin(operation));
            }

            if (now.Activities[agent] is not null && now.Next(agent).Blocked == Blocked.No)
            {
                Successor[] all = [.. now.Next(agent).All];
                Successor chosen = all[random.Next(all.Length)];
                taken.Add((agent, chosen));
                now = now.After(agent, chosen);
            }
        }

        return (now, taken);
    }
}
