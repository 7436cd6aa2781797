using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>The reference model keeps every invariant, after every single step of every operation.</summary>
public class ReferenceKeepsInvariantsTests
{
    /// <summary>More steps than any operation takes alone; one that needs more runs in a circle.</summary>
    private const int Patience = 2000;

    private static readonly World Small = new(2, 3, 2, 4, 2, 2, 3);

    public static TheoryData<int, bool> Seeds()
    {
        TheoryData<int, bool> seeds = [];
        for (int seed = 0; seed < 60; seed++)
        {
            seeds.Add(seed, seed % 3 == 0);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_operation_after_another_breaks_no_invariant_at_any_step(int seed, bool isDefaultWorld)
    {
        World world = isDefaultWorld ? World.Default : Small;
        RandomOperations source = new(world, seed);
        Profile profile = Profile.All[seed % Profile.All.Count];
        WatchedRun run = new(world, profile);
        foreach (Operation operation in source.Stage().Concat(Enumerable.Range(0, 400).Select(_ => source.Next())))
        {
            State before = run.State;
            int number = run.Begin(operation);
            Outcome? outcome = null;
            for (int step = 0; outcome is null; step++)
            {
                Assert.True(step < Patience, run.Story("runs in a circle"));
                outcome = run.Step(number, source);
                Assert.True(run.Blocked == Blocked.No, run.Story("waits, alone"));
            }

            Violation? violation = HmmSpec.Spec.Invariants.FirstViolation(before, operation, outcome.Value, run.State);
            Assert.True(violation is null, run.Story($"{violation}"));
        }
    }
}
