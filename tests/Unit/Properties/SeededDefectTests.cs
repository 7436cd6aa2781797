using HmmSpec.Conformance;
using HmmSpec.Mutation;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Properties;

/// <summary>
/// Every seeded defect is found by generated sequences and shrunk to the shortest sequence that breaks its clause; what the tests hold
/// against it is the same check that users run.
/// </summary>
public sealed class SeededDefectTests
{
    public static TheoryData<string> Ids => [.. SeededDefects.All.Select(static defect => defect.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_seeded_defect_is_found_and_shrunk_to_the_shortest_sequence(string id)
    {
        SeededDefect defect = SeededDefects.All.Single(candidate => candidate.Id == id);
        CheckOptions options = new(defect.World, defect.Profile, Seed: 1) { Workers = 1, Kinds = [.. defect.Kinds] };

        CheckReport report = new CheckEngine(options, MachineCompiler.Compile(defect)).Run(CancellationToken.None);

        Assert.NotNull(report.Finding);
        Finding shrunk = report.Finding.Shrunk;
        Assert.True(
            shrunk.Operations.Count == defect.ShortestOfClause,
            $"{shrunk.Operations.Count} operations:\n{string.Join('\n', shrunk.Operations.Select(OperationText.Format))}"
        );
        Assert.Contains(defect.Clause, new[] { shrunk.Divergence.Clause, shrunk.Divergence.BrokenInvariant });
    }

    [Fact]
    public void The_compiled_sources_without_a_defect_agree_with_the_reference()
    {
        CheckOptions options = new(World.Default, Profile.Strict, Seed: 7) { Sequences = 50 };

        CheckReport report = new CheckEngine(options, MachineCompiler.CompileUnchanged()).Run(CancellationToken.None);

        Assert.Equal(CheckEnd.Complete, report.End);
    }

    [Fact]
    public void A_place_that_is_no_longer_there_is_said()
    {
        SeededDefect gone = SeededDefects.All[0] with { Find = "thereIsNoSuchExpression" };

        DefectException problem = Assert.Throws<DefectException>(() => MachineCompiler.Compile(gone));

        Assert.Contains("stands 0 times", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        CheckReport[] reports =
        [
            .. new[] { 1, 2, 3 }.Select(workers =>
                new CheckEngine(
                    new CheckOptions(World.Default, Profile.Strict, Seed: 3) { Sequences = 100, Workers = workers },
                    static (world, profile) => new OptimizedMachine(world, profile)
                ).Run(CancellationToken.None)
            ),
        ];

        Assert.All(reports, report => Assert.Equal(reports[0].Operations, report.Operations));
        Assert.All(reports, report => Assert.Equal(reports[0].PerKind, report.PerKind));
        Assert.All(reports, report => Assert.Equal(reports[0].PerClause, report.PerClause));
    }
}
