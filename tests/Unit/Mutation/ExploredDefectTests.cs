using HmmSpec.Exploration;
using HmmSpec.Mutation;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// The explorer, with its canonical bytes and its threads, finds what the plain search finds, on a way as short; and in
/// the world of the reference itself it finds nothing, nor a circle without an end.
/// </summary>
public sealed class ExploredDefectTests
{
    public static TheoryData<string> Ids => ReferenceDefectTests.Interleaved;

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_explorer_finds_a_defect_in_as_few_steps(string id)
    {
        ReferenceDefect defect = CompiledDefects.Find(id);

        HmmReport report = Explore(defect, CompiledDefects.Model(id));

        Assert.NotNull(report.Violation);
        Assert.Contains(defect.Breaks, report.Violation, StringComparison.Ordinal);

        // The way to a circle is told from one of its states, and not from where it can no longer be left.
        if (report.Cycle is null)
        {
            Assert.Equal(defect.Steps, report.Schedule.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_explorer_finds_nothing_in_the_world_of_a_defect_without_it(string id) =>
        Assert.Null(Explore(CompiledDefects.Find(id), new ReferenceSteps()).Violation);

    private static HmmReport Explore(ReferenceDefect defect, IStepModel model) =>
        HmmExploration.Run(defect.World.ToHmmWorld(), model, new ExplorationOptions { RecordEdges = true });
}
