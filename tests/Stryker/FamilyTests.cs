using HmmSpec.Conformance;
using HmmSpec.Tests.Vectors;

namespace HmmSpec.Tests.Stryker;

/// <summary>
/// The scenario files, a family of clauses or a folder at a time: per-test coverage stays precise, and Stryker, which asks for
/// every test by itself, is not kept busy by hundreds of them.
/// </summary>
public sealed class FamilyTests
{
    private static readonly ILookup<string, string> Files = VectorFiles.All.ToLookup(FamilyOf);

    public static TheoryData<string> All => [.. Files.Select(static family => family.Key)];

    public static TheoryData<string> Sequential =>
        [.. VectorFiles.All.Except(VectorFiles.Interleavings).Select(FamilyOf).Distinct()];

    [Theory]
    [MemberData(nameof(All))]
    public void The_reference_does_what_is_wanted_and_applies_the_clauses_that_are_named(string family)
    {
        foreach (string path in Files[family])
        {
            Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path)).Mismatches);
            Assert.Empty(VectorFiles.ClausesNotApplied(path));
        }
    }

    [Theory]
    [MemberData(nameof(Sequential))]
    public void The_optimized_machine_does_what_is_wanted(string family)
    {
        foreach (string path in Files[family])
        {
            Assert.Empty(ScenarioRunner.Run(VectorFiles.Read(path), VectorFiles.Optimized).Mismatches);
        }
    }

    // "MIG" of the scenario of MIG-3, "IL-1" of the races IL-10 to IL-19, and else the name of the folder.
    private static string FamilyOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return !char.IsUpper(name[0]) || dash < 0 ? Path.GetFileName(Path.GetDirectoryName(path)!)
            : path.Contains("interleavings", StringComparison.Ordinal) ? name[..(dash + 2)]
            : name[..dash];
    }
}
