using HmmSpec.Tests.Results;

namespace HmmSpec.Tests.Vectors;

/// <summary>The clauses that the steps of every scenario follow are those of <c>tests/Vectors/clauses</c>, and no other.</summary>
public sealed class FollowedClausesTests
{
    private const string Folder = "clauses";

    public static TheoryData<string> Families => [.. VectorFiles.Families.Select(static family => family.Key)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_step_follows_its_clauses_and_no_other(string family) =>
        Golden.Same(Path.Combine(Folder, $"{family}.txt"), FollowedClauses.Of(family));

    [Fact]
    public void There_is_a_text_of_every_family_and_no_other() =>
        Assert.Equal(
            VectorFiles.Families.Select(static family => family.Key).Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(Path.Combine(Golden.Vectors, Folder))
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal)
        );
}
