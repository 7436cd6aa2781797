using HmmSpec.Data;
using HmmSpec.Mutation;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// Each defect of the reference shows in its small world what it is said to break, and the world of the reference itself
/// shows nothing; and there is no invariant that cannot fail.
/// </summary>
public sealed class ReferenceDefectTests
{
    private static readonly ReferenceSteps Reference = new();

    public static TheoryData<string> Ids => [.. ReferenceDefects.All.Select(static defect => defect.Id)];

    public static TheoryData<string> Interleaved =>
        [.. ReferenceDefects.All.Where(static defect => defect.NeedsInterleaving).Select(static defect => defect.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_defect_breaks_exactly_what_it_is_said_to_break(string id)
    {
        ReferenceDefect defect = CompiledDefects.Find(id);

        SmallFinding? found = Search(CompiledDefects.Model(id), defect, defect.NeedsInterleaving).Finding;

        Sequence<string> expected = [defect.Breaks, .. defect.BreaksToo];
        Assert.True(found is not null && found.Broken == expected && found.Schedule.Count == defect.Steps, $"{found}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_reference_breaks_nothing_in_the_world_of_a_defect(string id)
    {
        ReferenceDefect defect = CompiledDefects.Find(id);

        SmallFinding? found = Search(Reference, defect, defect.NeedsInterleaving).Finding;

        Assert.True(found is null, $"{found}");
    }

    [Theory]
    [MemberData(nameof(Interleaved))]
    public void A_defect_that_needs_an_interleaving_shows_nothing_when_operations_run_one_after_another(string id)
    {
        ReferenceDefect defect = CompiledDefects.Find(id);

        SmallFinding? found = Search(CompiledDefects.Model(id), defect, takingTurns: false).Finding;

        Assert.True(found is null, $"{found}");
    }

    [Fact]
    public void Every_invariant_is_broken_by_a_defect()
    {
        IEnumerable<IInvariant> listed =
        [
            .. Spec.Invariants.OfStates,
            .. Spec.Invariants.OfInterleavings,
            .. Spec.Invariants.OfSteps,
        ];

        Assert.Empty(
            listed
                .Select(static invariant => invariant.Id)
                .Concat(["INV-30", "INV-45"])
                .Except(
                    ReferenceDefects.All.SelectMany(static defect => (string[])[defect.Breaks, .. defect.BreaksToo])
                )
        );
    }

    [Fact]
    public void Every_defect_has_a_name_of_its_own_and_a_clause_that_is_there()
    {
        string[] names =
        [
            .. ReferenceDefects.All.Select(static defect => defect.Id),
            .. SeededDefects.All.Select(static defect => defect.Id),
        ];

        Assert.Equal(names.Distinct(), names);
        Assert.All(
            ReferenceDefects.All,
            static defect => Assert.True(Catalogue.IndexOf(defect.Clause) >= 0, defect.Id)
        );
    }

    [Fact]
    public void The_compiled_sources_without_a_defect_are_the_reference()
    {
        IStepModel compiled = StepModelCompiler.CompileUnchanged();

        foreach (ReferenceDefect defect in ReferenceDefects.All)
        {
            SmallSearch search = Search(compiled, defect, defect.NeedsInterleaving);
            Assert.Null(search.Finding);
            Assert.Equal(Search(Reference, defect, defect.NeedsInterleaving).States, search.States);
        }
    }

    [Fact]
    public void A_place_of_the_reference_that_is_no_longer_there_is_said()
    {
        ReferenceDefect gone = ReferenceDefects.All[0] with
        {
            Rewrites = [new Rewrite("UnmapActivity.Close", "thereIsNoSuchExpression", "0")],
        };

        DefectException problem = Assert.Throws<DefectException>(() => StepModelCompiler.Compile(gone));

        Assert.Contains("stands 0 times in UnmapActivity.Close", problem.Message, StringComparison.Ordinal);
    }

    private static SmallSearch Search(IStepModel model, ReferenceDefect defect, bool takingTurns) =>
        new(model, defect.World, takingTurns);
}
