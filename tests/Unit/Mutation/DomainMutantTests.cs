using HmmSpec.Mutation;
using HmmSpec.Properties;

namespace HmmSpec.Tests.Mutation;

/// <summary>What the operators make of the optimized machine, and that the oracle notices it.</summary>
public sealed class DomainMutantTests
{
    // Few operations: what these break shows at once.
    private static readonly JudgingPlan Short = new(1) { Rounds = [6, 12], ScenariosBefore = 1 };

    [Fact]
    public void Every_mutant_compiles() =>
        Assert.Empty(MutantSet.OfMachine().Uncompilable.Select(static mutant => mutant.Id));

    [Fact]
    public void Every_mutant_has_a_name_of_its_own_and_differs_from_the_original()
    {
        IReadOnlyList<Mutant> mutants = MutantSet.OfMachine().Mutants;

        Assert.Equal(mutants.Count, mutants.DistinctBy(static mutant => mutant.Id).Count());
        Assert.All(mutants, static mutant => Assert.NotEqual(mutant.Before, mutant.After));
        Assert.True(mutants.Count > 1_000, $"{mutants.Count}");
    }

    [Fact]
    public void With_all_mutants_switched_off_the_machine_conforms()
    {
        MutantCopy copy = MutantSet.OfMachine().Load();
        copy.Switch(MutantSet.OfMachine().Mutants[0]);
        copy.Switch(null);

        Assert.Equal(MutantFate.Survived, Judge(Nobody, copy).Fate);
    }

    [Theory]
    [InlineData("invalidation-dropped/OptimizedMachine.ChangeRights", "FlushTlb(descriptor, part);", "CON-1")]
    [InlineData("transfer-dropped/OptimizedMachine.ClearEntry", null, null)]
    [InlineData("release-dropped/OptimizedMachine.DropEntry", "mirror.Device.Iovas?.Unmap(entry.Address);", "DMA-5")]
    [InlineData("side-bit-kept/OptimizedMachine.CopyEntry", "source.WithoutWrite()", null)]
    [InlineData("owner-assumed/OptimizedMachine.Inspect", null, null)]
    [InlineData("range-empty/OptimizedMachine.ClearRange", "range", null)]
    public void A_mutant_that_breaks_a_rule_is_killed(string at, string? before, string? clause)
    {
        Mutant? mutant = MutantSet
            .OfMachine()
            .Mutants.FirstOrDefault(it => $"{it.Operator}/{it.Place}" == at && (before is null || it.Before == before));
        if (mutant is null)
        {
            Assert.Fail(
                $"{at} has no such mutant; it has:\n{string.Join('\n', MutantSet.OfMachine().Mutants.Where(it => it.Place == at.Split('/')[1]))}"
            );
        }

        MutantCopy copy = MutantSet.OfMachine().Load();
        copy.Switch(mutant);
        MutantVerdict verdict = Judge(mutant, copy);

        Assert.True(verdict.IsKilled, $"{verdict}");
        Assert.True(verdict.Length <= 12, $"{verdict.Finding}");
        if (clause is not null)
        {
            Divergence divergence = verdict.Finding!.Divergence;
            Assert.Contains(clause, new[] { divergence.Clause, divergence.BrokenInvariant });
        }
    }

    [Fact]
    public void A_mutant_that_never_ends_is_killed_and_not_waited_for()
    {
        // The CPU fault on a page in swap brings nothing back, so that the access faults for ever.
        Mutant mutant = MutantSet
            .OfMachine()
            .Mutants.First(static it =>
                it.Place == "OptimizedMachine.SwapIn"
                && it.Operator == "step-dropped"
                && it.Before.StartsWith("MapFrame", StringComparison.Ordinal)
            );
        MutantCopy copy = MutantSet.OfMachine().Load();
        copy.Switch(mutant);

        MutantVerdict verdict = Judge(mutant, copy);

        Assert.True(verdict.IsKilled, $"{verdict}");
    }

    [Fact]
    public void A_copy_whose_machines_go_wrong_is_not_sound_and_a_new_one_is()
    {
        // The optimized machine shares nothing that a mutant could spoil: one that stays switched on stands for that.
        Mutant mutant = MutantSet
            .OfMachine()
            .Mutants.First(static it =>
                it is { Operator: "invalidation-dropped", Place: "OptimizedMachine.ChangeRights" }
                && it.Before == "FlushTlb(descriptor, part);"
            );
        MutantCopy copy = MutantSet.OfMachine().Load();
        copy.Switch(mutant);

        Assert.False(MutantJudge.IsSound(copy.Machines));
        Assert.True(MutantJudge.IsSound(MutantSet.OfMachine().Load().Machines));
    }

    [Fact]
    public void The_number_of_workers_changes_no_verdict()
    {
        MutantSet set = MutantSet.OfMachine();
        Mutant[] some = [.. set.Mutants.Where(static (_, index) => index % 400 == 7)];

        (string, MutantFate, long, string?, int?)[][] runs =
        [
            .. new[] { 1, 3 }.Select(workers =>
                new MutationRun(set, Short)
                    .Run(some, workers, CancellationToken.None)
                    .Select(static it => (it.Mutant.Id, it.Fate, it.Operations, it.Clause, it.Length))
                    .ToArray()
            ),
        ];

        Assert.Equal(some.Length, runs[0].Length);
        Assert.Equal(runs[0], runs[1]);
    }

    private static Mutant Nobody { get; } = new("none", "none", 1, "", "-");

    private static MutantVerdict Judge(Mutant mutant, MutantCopy copy) =>
        new MutantJudge(Short).Judge(mutant, copy.Machines, CancellationToken.None)!;
}
