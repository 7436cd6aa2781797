using System.Reflection;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>The list of freedoms is whole, and every one is tested in both directions.</summary>
public sealed class FreedomListTests
{
    private static readonly MethodInfo[] Tests =
    [
        .. typeof(FreedomListTests).Assembly.GetTypes().SelectMany(static type => type.GetMethods()),
    ];

    private static readonly ILookup<string, MethodInfo> Accepting = ById<AcceptsAttribute>(static it => it.Id);
    private static readonly ILookup<string, MethodInfo> Rejecting = ById<RejectsAttribute>(static it => it.Id);

    public static TheoryData<string> Ids =>
        [.. HmmSpec.Properties.Freedoms.All.Where(static it => it.IsInScope).Select(static it => it.Id)];

    public static TheoryData<string> Prohibited => [.. Prohibitions.All.Select(static it => it.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    [MemberData(nameof(Prohibited))]
    public void Each_has_a_test_that_is_accepted_and_one_that_is_rejected(string id)
    {
        Assert.NotEmpty(Accepting[id]);
        Assert.NotEmpty(Rejecting[id]);
        Assert.All(
            Accepting[id].Concat(Rejecting[id]),
            static test => Assert.NotEmpty(test.GetCustomAttributes<FactAttribute>())
        );
    }

    [Fact]
    public void Tests_name_what_is_in_scope()
    {
        IEnumerable<string> known =
        [
            .. HmmSpec.Properties.Freedoms.All.Where(static it => it.IsInScope).Select(static it => it.Id),
            .. Prohibitions.All.Select(static it => it.Id),
        ];

        Assert.Empty(Accepting.Concat(Rejecting).Select(static group => group.Key).Except(known));
    }

    [Fact]
    public void The_freedoms_are_1_to_25()
    {
        IEnumerable<string> all = Enumerable.Range(1, 25).Select(static number => $"ND-{number}");

        Assert.Equal(all, HmmSpec.Properties.Freedoms.All.Select(static it => it.Id));
    }

    [Fact]
    public void Each_says_how_it_is_accepted_or_what_it_waits_for()
    {
        foreach (Freedom freedom in HmmSpec.Properties.Freedoms.All)
        {
            Assert.Equal(freedom.IsInScope, freedom.By.Count > 0);
            Assert.Equal(freedom.IsInScope, freedom.Clause.Length > 0);
            Assert.EndsWith(freedom.Sentence.EndsWith(')') ? ")" : ".", freedom.Sentence);
        }
    }

    [Fact]
    public void Their_clauses_are_in_the_catalogue()
    {
        string[] clauses =
        [
            .. HmmSpec.Properties.Freedoms.All.Select(static it => it.Clause),
            .. Prohibitions.All.Select(static it => it.Clause),
        ];

        Assert.Empty(clauses.Where(static it => it.Length > 0).Except(Catalogue.All.Select(static it => it.Id)));
    }

    [Fact]
    public void The_page_lists_each_with_its_tests()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "Properties", "Core", "Allowed", "README.md"));
        IEnumerable<string> rows =
        [
            .. HmmSpec.Properties.Freedoms.All.Select(static it =>
                it.IsInScope
                    ? $"| {it.Id} | {it.Sentence} | {it.Clause} | {string.Join(", ", it.By)} | {Links(it.Id)} |"
                    : $"| {it.Id} | {it.Sentence} | | waits for {it.WaitsFor} | |"
            ),
            .. Prohibitions.All.Select(static it => $"| {it.Id} | {it.Sentence} | {it.Clause} | {Links(it.Id)} |"),
        ];

        Assert.All(rows, row => Assert.Contains(row + "\n", page, StringComparison.Ordinal));
    }

    private static string Links(string id)
    {
        IEnumerable<string> names = Accepting[id]
            .Union(Rejecting[id])
            .Select(static test => test.DeclaringType!.Name)
            .Distinct()
            .Order(StringComparer.Ordinal);
        return string.Join(", ", names.Select(static name => $"[{name}](../../../tests/Unit/Freedoms/{name}.cs)"));
    }

    private static ILookup<string, MethodInfo> ById<T>(Func<T, string> id)
        where T : Attribute =>
        (
            from test in Tests
            from attribute in test.GetCustomAttributes<T>()
            select (Id: id(attribute), Test: test)
        ).ToLookup(static it => it.Id, static it => it.Test);
}
