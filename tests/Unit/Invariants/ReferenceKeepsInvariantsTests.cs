using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>The reference model keeps every invariant, after every single step of every operation.</summary>
public class ReferenceKeepsInvariantsTests
{
    private static readonly World Small = new(2, 3, 2, 4, 2, 2, 3);

    /// <summary>Sixty, or as many as the environment variable HMMSPEC_SEEDS says: a change of the rules deserves thousands.</summary>
    public static TheoryData<int> Seeds() =>
        [
            .. Enumerable.Range(
                0,
                int.TryParse(Environment.GetEnvironmentVariable("HMMSPEC_SEEDS"), out int count) ? count : 60
            ),
        ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_operation_after_another_breaks_no_invariant_at_any_step(int seed)
    {
        World world = seed % 3 == 0 ? World.Default : Small;
        Profile profile = Profile.All[seed / 3 % Profile.All.Count];
        RandomOperations source = new(world, seed);
        WatchedRun run = new(ReferenceModel.Init(world, profile), FlatMemory.Initial(world));
        foreach (Operation operation in source.Stage().Concat(source.Many(400)))
        {
            State before = run.State;
            Outcome outcome = run.Run(operation, source.Below);
            if (Spec.Invariants.FirstViolation(before, operation, outcome, run.State) is Violation violation)
            {
                run.Fail($"{violation}");
            }
        }
    }

    /// <summary>ERR-4, which is a property of the function and of no state or step.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_operation_in_the_same_state_has_the_same_outcome_and_successor(int seed)
    {
        RandomOperations source = new(Small, seed);
        State state = ReferenceModel.Init(Small, Profile.Strict);
        foreach (Operation operation in source.Stage().Concat(source.Many(400)))
        {
            Transition transition = ReferenceModel.Run(state, operation);
            Assert.Equal(transition, ReferenceModel.Run(state, operation));
            state = transition.After;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Operations_that_take_turns_break_no_invariant_at_any_step(int seed)
    {
        World world = seed % 3 == 0 ? Small with { Processes = 3, Frames = 6 } : Small;
        Profile profile = Profile.All[seed / 3 % Profile.All.Count];
        RandomOperations source = new(world, seed);
        WatchedRun run = new(ReferenceModel.Init(world, profile), FlatMemory.Initial(world));
        foreach (Operation operation in source.Stage())
        {
            run.Run(operation);
        }

        Queue<Operation> waiting = new(source.Many(200));
        while (waiting.Count > 0 || run.Open.Count > 0)
        {
            bool canBegin = run.Open.Count < 3 && waiting.Count > 0;
            if (canBegin && (run.Open.Count == 0 || source.Below(4) == 0))
            {
                run.Begin(waiting.Dequeue());
            }

            int first = source.Below(run.Open.Count);
            IEnumerable<int> turns = run.Open.Skip(first).Concat(run.Open.Take(first));
            if (!turns.Any(number => run.TryStep(number, source.Below, out _)))
            {
                if (!canBegin)
                {
                    run.Fail("all wait for each other");
                }

                run.Begin(waiting.Dequeue());
            }
        }
    }
}
