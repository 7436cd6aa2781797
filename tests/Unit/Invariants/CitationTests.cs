using System.Reflection;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

public class CitationTests
{
    /// <summary>
    /// ERR-4 says that the same operation in the same state has the same outcome and successor: of no state and no step
    /// can one say that it breaks that, only of the function. <see cref="ReferenceKeepsInvariantsTests"/> shows it.
    /// </summary>
    private const string PropertyOfFunctions = "ERR-4";

    private static readonly Type[] All =
    [
        .. typeof(IInvariant)
            .Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(InvariantAttribute), false)),
    ];

    [Fact]
    public void Every_clause_that_is_an_invariant_is_stated_by_one()
    {
        IEnumerable<string> clauses = Catalogue
            .All.Where(static clause => clause.Kind == ClauseKind.Invariant)
            .Select(static clause => clause.Id);
        Assert.Equal(clauses.Except([PropertyOfFunctions]).Order(), All.SelectMany(Cited).Distinct().Order());
    }

    [Fact]
    public void Every_invariant_is_in_the_list_once_in_the_order_of_the_clauses()
    {
        IInvariant[] listed =
        [
            .. Spec.Invariants.OfStates,
            .. Spec.Invariants.OfInterleavings,
            .. Spec.Invariants.OfSteps,
        ];
        Assert.Equal(
            All.Except([typeof(FlatAgreement), typeof(EveryOperationEnds)]).OrderBy(static type => type.Name),
            listed.Select(static invariant => invariant.GetType()).OrderBy(static type => type.Name)
        );
        foreach (
            IEnumerable<IInvariant> list in (IEnumerable<IInvariant>[])
                [Spec.Invariants.OfStates, Spec.Invariants.OfInterleavings, Spec.Invariants.OfSteps]
        )
        {
            int[] places = [.. list.Select(static invariant => Catalogue.IndexOf(invariant.Clause))];
            Assert.Equal(places.Order(), places);
        }
    }

    [Fact]
    public void Every_invariant_says_the_same_of_itself_as_its_attributes_and_no_two_have_the_same_id()
    {
        foreach (
            IInvariant invariant in (IInvariant[])
                [.. Spec.Invariants.OfStates, .. Spec.Invariants.OfInterleavings, .. Spec.Invariants.OfSteps]
        )
        {
            Type type = invariant.GetType();
            Assert.Equal(invariant.Id, type.GetCustomAttribute<InvariantAttribute>()?.Id);
            Assert.Equal([invariant.Clause], Cited(type));
            Assert.Equal(invariant is IStepInvariant, invariant.Kind == InvariantKind.Step);
        }

        Assert.Equal(
            All.Length,
            All.Select(static type => type.GetCustomAttribute<InvariantAttribute>()!.Id).Distinct().Count()
        );
    }

    private static IEnumerable<string> Cited(Type type) =>
        type.GetCustomAttributes<ClauseAttribute>().Select(static clause => clause.Id);
}
