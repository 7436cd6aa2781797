namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM006: a cited clause is in the catalogue, once.</summary>
public sealed class ClauseTests
{
    private const string Catalogue = """
        static class Mapping
        {
            public static Clause One { get; } = new("MAP-1", "A sentence that names MIR-9.", Kind.State);
            public static Clause Two { get; } = new Clause("MAP-12", "A sentence.");
            public static Clause Three { get; } = new(Family.Map, "MIR-3", "A sentence.");
            public static Clause Other { get; } = new("Not an id", "CPU-7");
        }
        """;

    [Fact]
    public void An_unknown_clause_in_an_attribute_is_reported() =>
        Source.WithCatalogue(
            """
            class Subject
            {
                const string Known = "MAP-1";
                const string Unknown = "MAP-3";
                [Clause("MAP-1")] void Good() { }
                [Clause("MAP-12", "MIR-3")] void Two() { }
                [Clause(Known, Note = "MAP-77")] void Constant() { }
                [Clause(["MAP-1", "MAP-12"])] void Collection() { }
                [Clause("MAP-2")] void Bad() { } // HMM006
                [Clause("MAP-1", "MIR-9", "CPU-7")] void Sentence() { } // HMM006 HMM006
                [Clause(Unknown)] void BadConstant() { } // HMM006
                [Clause(new[] { "MAP-1", "MAP-4" })] void Array() { } // HMM006
                [Clause(new string[] { "map-1" })] void Lower() { } // HMM006
            }
            """,
            ("/work/Spec/Core/Clauses/Mapping.cs", Catalogue)
        );

    [Fact]
    public void An_unknown_clause_in_a_clause_set_is_reported() =>
        Source.WithCatalogue(
            """
            class Subject(string dynamic)
            {
                ClauseSet good = ClauseSet.Of("MAP-1", "MIR-3");
                ClauseSet bad = ClauseSet.Of("MAP-1", "MIR-4"); // HMM006
                ClauseSet collection = ClauseSet.Of(["MAP-1", "MIR-4"]); // HMM006
                ClauseSet unknowable = ClauseSet.Of(dynamic);
                ClauseSet other = ClauseSet.Other("MIR-4");
                string text = string.Concat("MIR-4", "MIR-5");
            }
            """,
            ("/work/Spec/Core/Clauses/Mapping.cs", Catalogue)
        );

    [Fact]
    public void Without_a_catalogue_nothing_is_reported() =>
        Source.WithCatalogue(
            """[Clause("MAP-99")] class Subject;""",
            ("/work/Spec/Core/Other/Mapping.cs", Catalogue),
            ("/work/Spec/Core/Clauses/Mapping.md", Catalogue)
        );

    [Fact]
    public void An_empty_catalogue_knows_no_clause() =>
        Source.WithCatalogue(
            """[Clause("MAP-99")] class Subject; // HMM006""",
            ("/work/Spec/Core/Clauses/Mapping.cs", "static class Mapping;")
        );

    [Fact]
    public void An_id_that_is_used_twice_is_reported_where_it_is_used_again()
    {
        var diagnostics = Source.Diagnose(
            """[Clause("MAP-1")] class Subject;""",
            isPure: false,
            [
                (@"C:\work\Spec\Core\Clauses\B.cs", """class B { object x = new Clause("MAP-1", ""); }"""),
                (
                    @"C:\work\Spec\Core\Clauses\A.cs",
                    "\n" + """class A { Clause x = new("MAP-1", ""), y = new("MAP-2", "MAP-1"); }"""
                ),
            ]
        );
        var duplicate = Assert.Single(diagnostics, d => d.Id == "HMM006");
        Assert.Equal(@"C:\work\Spec\Core\Clauses\B.cs", duplicate.Location.GetLineSpan().Path);
        Assert.StartsWith(
            "The clause 'MAP-1' is already in the catalogue",
            duplicate.GetMessage(null),
            StringComparison.Ordinal
        );
    }
}
