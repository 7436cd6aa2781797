using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Vectors;

/// <summary>The scenarios that the tool carries cover the catalogue.</summary>
public sealed class ClauseScenarioTests
{
    [Fact]
    public void Every_clause_that_is_not_an_invariant_has_a_scenario_or_a_reason() =>
        Assert.Equal(
            Catalogue.All.Where(clause => clause.Kind != ClauseKind.Invariant).Select(clause => clause.Id).Order(),
            VectorFiles
                .OfClauses.Select(VectorFiles.ClauseOf)
                .Where(id => Catalogue.Find(id)?.Kind != ClauseKind.Invariant)
                .Concat(VectorFiles.UnreachedClauses)
                .Order()
        );

    [Fact]
    public void Every_file_is_named_after_the_clause_in_its_header() =>
        Assert.All(
            VectorFiles.OfClauses,
            path => Assert.Equal([VectorFiles.ClauseOf(path)], VectorFiles.Read(path).Clauses)
        );

    [Fact]
    public void The_tool_carries_all_files_in_ordinal_order() =>
        Assert.Equal(VectorFiles.OfClauses.Select(path => VectorFiles.Read(path)), ClauseScenarios.All);
}
