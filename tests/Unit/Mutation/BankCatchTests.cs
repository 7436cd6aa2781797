using System.Collections.Concurrent;
using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Spec;
using Xunit.Abstractions;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// The hunt finds what the bank holds with one seed and a part of the usual budget, and nothing in what is free; a fault that
/// needs an interleaving is silent without one.
/// </summary>
public sealed class BankCatchTests(ITestOutputHelper output)
{
    private const ulong Seed = 1;
    private const int MostOperations = 12;

    // The rest of the usual budget is for what is rare, and for other seeds.
    private static readonly BankPlan Sequences = BankPlan.OfMachine with { Turns = [16] };
    private static readonly BankPlan Races = BankPlan.OfSteps with { Turns = [200] };

    private static readonly BankPlan FewSequences = BankPlan.OfMachine with { Turns = [4] };
    private static readonly BankPlan FewRaces = BankPlan.OfSteps with { Turns = [60] };

    public static TheoryData<string> Interleaved =>
        [.. BankFaults.All.Where(static fault => fault.NeedsInterleaving).Select(static fault => fault.Id)];

    public static TheoryData<string> Controls => [.. BankControls.All.Select(static control => control.Id)];

    [Fact]
    public void Nearly_every_row_is_caught_by_generated_sequences_and_schedules()
    {
        // A fourth of the rows: the night hunts all. What only exploring shows would cost its whole budget.
        BankFault[] hunted = [.. BankFaults.All.Where(static (fault, index) => index % 4 == 0 && fault.Shown is null)];
        ConcurrentBag<BankCatch> catches = [];
        Parallel.ForEach(
            hunted,
            fault =>
                catches.Add(
                    BankHunt.Run(fault, Seed, fault.Target == BankTarget.Machine ? Sequences : Races, exactly: false)
                )
        );

        string report = string.Join(
            '\n',
            catches
                .OrderBy(static caught => caught.Id, StringComparer.Ordinal)
                .Select(static caught => $"{caught.Id} {caught.By} {caught.Operations} {caught.Clause} {caught.Length}")
        );
        output.WriteLine(report);
        int[] lengths =
        [
            .. catches
                .Where(static caught => caught.By == CaughtBy.Generated)
                .Select(static caught => caught.Length)
                .Order(),
        ];
        Assert.True(lengths.Length >= hunted.Length * 3 / 4, report);
        Assert.True(lengths[lengths.Length / 2] <= 8 && lengths[^1] <= MostOperations, report);
        Assert.All(
            catches.Where(static caught => caught.By == CaughtBy.Generated),
            static caught => Assert.True(Catalogue.IndexOf(caught.Clause) >= 0, caught.Id)
        );
    }

    [Fact]
    public void A_catch_comes_again_with_its_seed()
    {
        BankFault fault = CompiledFaults.Find("BUG-143");

        BankCatch first = BankHunt.Run(fault, Seed);
        BankCatch second = BankHunt.Run(fault, Seed);

        Assert.Equal(CaughtBy.Generated, first.By);
        Assert.Equal(first with { Milliseconds = 0 }, second with { Milliseconds = 0 });
    }

    [Fact]
    public void What_random_schedules_do_not_reach_is_shown_by_exploring()
    {
        foreach (BankFault fault in BankFaults.All.Where(static fault => fault.Shown is not null))
        {
            BankCatch caught = BankHunt.Run(fault, Seed, BankPlan.OfSteps with { Turns = [] });

            Assert.Equal(CaughtBy.ExplorationOnly, caught.By);
            Assert.StartsWith("INV-", caught.BrokenInvariant, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Interleaved))]
    public void A_fault_that_needs_an_interleaving_is_silent_one_operation_after_another(string id)
    {
        BankFault fault = CompiledFaults.Find(id);
        IStepModel model = CompiledFaults.Steps(fault);
        foreach (BankStage stage in BankPlan.OfSteps.Stages)
        {
            CheckOptions options = new(stage.World, stage.Profile, Seed)
            {
                Sequences = 4,
                Agents = 1,
                Length = 12,
                Workers = 1,
            };
            RaceReport report = new RaceEngine(options, model).Run(CancellationToken.None);

            Assert.True(report.Found is null, $"{stage.Name}:\n{report.Found?.Shrunk}");
        }
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public void What_is_free_is_not_flagged(string id)
    {
        BankControl control = BankControls.All.Single(candidate => candidate.Id == id);

        BankCatch caught = BankHunt.Run(control, Seed, control.Target == BankTarget.Machine ? FewSequences : FewRaces);

        Assert.True(caught.By == CaughtBy.Nothing, $"{caught.Stage}, {caught.Clause}:\n{caught.Text}");
    }
}
