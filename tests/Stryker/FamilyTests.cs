using HmmSpec.Conformance;
using HmmSpec.Tests.Vectors;

namespace HmmSpec.Tests.Stryker;

/// <summary>
/// The scenario files, a family of clauses or a folder at a time, and of the races those of one subject: per-test coverage stays
/// precise and each test fast, and Stryker, which asks for every test by itself, is not kept busy by hundreds of them.
/// </summary>
public sealed class FamilyTests
{
    private static readonly ILookup<string, string> Families = VectorFiles.All.ToLookup(FamilyOf);

    public static TheoryData<string> All => [.. Families.Select(static family => family.Key)];

    public static TheoryData<string> Sequential =>
        [.. VectorFiles.All.Except(VectorFiles.Interleavings).Select(FamilyOf).Distinct()];

    [Theory]
    [MemberData(nameof(All))]
    public void The_reference_does_what_is_wanted_and_applies_the_clauses_that_are_named(string family)
    {
        foreach (string path in Families[family])
        {
            Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path)).Mismatches);
            Assert.Empty(VectorFiles.ClausesNotApplied(path));
        }
    }

    [Theory]
    [MemberData(nameof(Sequential))]
    public void The_optimized_machine_does_what_is_wanted(string family)
    {
        foreach (string path in Families[family])
        {
            Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path), VectorFiles.Optimized).Mismatches);
        }
    }

    // "compaction" of compaction-and-fork and others; the races with a number are families already.
    private static string FamilyOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return char.IsUpper(name[0]) || dash < 0 || !path.Contains("interleavings", StringComparison.Ordinal)
            ? VectorFiles.FamilyOf(path)
            : name[..dash];
    }
}
