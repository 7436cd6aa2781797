using HmmSpec.Conformance;
using HmmSpec.Tests.Vectors;

namespace HmmSpec.Tests.Stryker;

/// <summary>
/// The scenario files, a family of clauses or a folder at a time: per-test coverage stays precise, and Stryker, which asks for
/// every test by itself, is not kept busy by hundreds of them.
/// </summary>
public sealed class FamilyTests
{
    public static TheoryData<string> All => [.. VectorFiles.Families.Select(static family => family.Key)];

    public static TheoryData<string> Sequential =>
        [.. VectorFiles.All.Except(VectorFiles.Interleavings).Select(VectorFiles.FamilyOf).Distinct()];

    [Theory]
    [MemberData(nameof(All))]
    public void The_reference_does_what_is_wanted_and_applies_the_clauses_that_are_named(string family)
    {
        foreach (string path in VectorFiles.Families[family])
        {
            Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path)).Mismatches);
            Assert.Empty(VectorFiles.ClausesNotApplied(path));
        }
    }

    [Theory]
    [MemberData(nameof(Sequential))]
    public void The_optimized_machine_does_what_is_wanted(string family)
    {
        foreach (string path in VectorFiles.Families[family])
        {
            Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path), VectorFiles.Optimized).Mismatches);
        }
    }
}
