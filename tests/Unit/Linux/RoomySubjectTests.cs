using HmmSpec.Conformance;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Linux;

public sealed class RoomySubjectTests
{
    private static readonly Capabilities Roomy = new([.. OperationKinds.All], 8, 64, 2)
    {
        Levels = [ObservationLevel.Outcome, ObservationLevel.Touched],
        IsDeterministic = true,
        Events = [.. Enum.GetValues<EventKind>()],
        Profiles = [Profile.Linux61.Name],
    };

    [Fact]
    public void Most_scenarios_can_be_run_where_nothing_runs_out()
    {
        using RoomySubject subject = new();
        SubjectUnderTest tested = new(subject, new SubjectOptions());
        Scenario[] able = [.. ClauseScenarios.All.Where(tested.CanRun)];
        Assert.True(able.Length > ClauseScenarios.All.Count / 2, $"{able.Length} of {ClauseScenarios.All.Count}");
        Assert.All(able, scenario => Assert.Null(tested.Find(scenario)));
    }

    [Fact]
    public void A_scenario_in_which_memory_runs_out_is_left_out()
    {
        using RoomySubject subject = new();
        Scenario scenario = ClauseScenarios.All.First(static it => it.Clauses.Contains("DMA-2"));
        Assert.Contains(
            "to which the subject cannot be reset",
            new SubjectUnderTest(subject, new SubjectOptions()).Lack(scenario with { Profile = Profile.Linux61 }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_is_attached_with_less_than_there_is()
    {
        using RoomySubject subject = new();
        World world = CapableWorld.Of(World.Default, Roomy);
        SubjectUnderTest tested = new(subject, new SubjectOptions { Level = ObservationLevel.Touched });
        CheckOptions options = new(world, Profile.Linux61, 1)
        {
            Sequences = 60,
            Workers = 1,
            Comparison = Comparison.Loose,
        };
        _ = tested.Generate(options).Run(CancellationToken.None);
        Assert.NotEmpty(subject.Attached);
        Assert.All(subject.Attached, attach => Assert.Equal(world.DeviceFrames, attach.Capacity));
    }

    // The optimized machine, of which it is not said how much of anything there is.
    private sealed class RoomySubject : ISubject
    {
        private readonly MachineSubject _machine = new(
            "roomy",
            static (world, profile) => new OptimizedMachine(world, profile)
        );

        public List<Attach> Attached { get; } = [];

        public string Name => _machine.Name;

        public Capabilities Capabilities => Roomy;

        public void Reset(World world, Profile profile) => _machine.Reset(world, profile);

        public void Send(ReadOnlySpan<Operation> operations, ObservationLevel level)
        {
            foreach (Operation operation in operations)
            {
                if (operation is Attach { Device: 0 or 1, Capacity: >= 0 and <= 1_000 } attach)
                {
                    Attached.Add(attach);
                }
            }

            _machine.Send(operations, level);
        }

        public IReadOnlyList<Answer> Receive() => _machine.Receive();

        public StateObservation? Observe() => _machine.Observe();

        public void Dispose() => _machine.Dispose();
    }
}
