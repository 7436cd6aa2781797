using HmmSpec.Spec;
using HmmSpec.Subjects;
using HmmSpec.Subjects.Hostile;
using HmmSpec.Subjects.Miniatures;

namespace HmmSpec.Tests.Subjects;

public sealed class MiniatureTests
{
    private const ulong Sequences = 60;
    private const int Length = 200;

    private static readonly World[] SomeWorlds = [World.Default, new(2, 3, 2, 3, 1, 2, 2), new(2, 6, 2, 8, 4, 1, 3)];

    public static TheoryData<string> Names => [.. AllMiniatures.List.Select(miniature => miniature.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_miniature_differs_from_the_reference(string name)
    {
        Miniature miniature = AllMiniatures.List.Single(miniature => miniature.Name == name);
        bool differs = false;
        for (ulong seed = 1; seed <= Sequences && !differs; seed++)
        {
            World world = SomeWorlds[seed % (ulong)SomeWorlds.Length];
            differs = ToySession.Difference(miniature.Create(), world, Spec.Profile.Strict, seed, Length) is not null;
        }

        Assert.True(differs);
    }

    [Fact]
    public void Every_miniature_is_in_the_table()
    {
        IEnumerable<Type> written = typeof(Toy)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Toy)) && type.Namespace == typeof(Miniature).Namespace);

        Assert.Equal(
            written.Select(type => type.Name).Order(StringComparer.Ordinal),
            AllMiniatures.List.Select(miniature => miniature.Create().GetType().Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Miniatures_break_clauses_that_there_are()
    {
        IEnumerable<string> known = Catalogue.All.Select(clause => clause.Id);

        Assert.All(AllMiniatures.List, miniature => Assert.NotEmpty(miniature.Clauses));
        Assert.Empty(AllMiniatures.List.SelectMany(miniature => miniature.Clauses).Except(known));
    }

    [Fact]
    public void Names_of_subjects_are_given_once()
    {
        string[] names =
        [
            .. AllMiniatures.List.Select(miniature => miniature.Name),
            .. HostilePrograms.All.Select(program => program.Name),
        ];

        Assert.Equal(names.Length, names.Distinct().Count());
    }
}
