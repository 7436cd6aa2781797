using System.Reflection;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Architecture;

/// <summary>The catalogue is complete in itself: every clause is cited by what implements it.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Ids_are_unique_and_of_a_known_family()
    {
        string[] families =
        [
            "MAP",
            "CPU",
            "MIR",
            "NTF",
            "FLT",
            "SNP",
            "DMA",
            "DRT",
            "MIG",
            "RET",
            "EVC",
            "FRK",
            "RCL",
            "FIL",
            "TRN",
            "CON",
            "ERR",
            "EXC",
            "MRM",
            "ADV",
            "CMP",
            "PIN",
            "LCK",
        ];

        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(static clause => clause.Id).Distinct().Count());
        Assert.All(Catalogue.All, clause => Assert.Contains(clause.Family, families));
        Assert.True(Catalogue.All.Count <= ClauseSet.Limit);
    }

    [Fact]
    public void Every_sentence_ends_and_names_its_source()
    {
        Assert.All(Catalogue.All, static clause => Assert.Matches(@"[.)]$", clause.Sentence));
        Assert.All(Catalogue.All, static clause => Assert.False(string.IsNullOrWhiteSpace(clause.Source)));
    }

    [Fact]
    public void Every_rule_is_cited_by_a_step_or_an_invariant()
    {
        HashSet<string> cited =
        [
            .. Cited(typeof(ReferenceModel).Assembly),
            .. Cited(typeof(State).Assembly),
            // That equal inputs give equal outputs is a statement about functions; it stands in Properties.
            "ERR-4",
        ];

        Assert.Empty(Catalogue.All.Select(static clause => clause.Id).Except(cited));
    }

    private static IEnumerable<string> Cited(Assembly assembly) =>
        assembly
            .GetTypes()
            .SelectMany(static type =>
                type.GetMethods(
                        BindingFlags.Instance
                            | BindingFlags.Static
                            | BindingFlags.Public
                            | BindingFlags.NonPublic
                            | BindingFlags.DeclaredOnly
                    )
                    .Cast<MemberInfo>()
                    .Append(type)
            )
            .SelectMany(static member => member.GetCustomAttributes<ClauseAttribute>())
            .Select(static attribute => attribute.Id);
}
