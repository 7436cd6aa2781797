namespace HmmSpec.Document.Tests;

/// <summary>What is wrong with sources is said with the file, the line, and what to do.</summary>
public sealed class ProblemTests
{
    [Fact]
    public void A_whole_specification_has_no_problem() => Assert.Empty(new SmallSpec().Problems());

    [Fact]
    public void A_missing_chapter_is_told()
    {
        Problem problem = new SmallSpec().Without("Spec/Document/glossary.md").Problem();

        Assert.Equal(
            "Spec/Document/glossary.md: this prose is missing: write the words that are used",
            problem.ToString()
        );
    }

    [Fact]
    public void An_operation_without_prose_is_told_with_the_place_of_the_operation()
    {
        Problem problem = new SmallSpec().Without("Spec/Document/operations/map.md").Problem();

        Assert.Equal("Spec/Document/operations/map.md", problem.File);
        Assert.Contains("what map does", problem.Sentence, StringComparison.Ordinal);
        Assert.Contains($"{SmallSpec.Operations}:4", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Prose_that_nothing_takes_is_told()
    {
        Problem problem = new SmallSpec().With("Spec/Document/operations/unmap.md", "Gone.\n").Problem();

        Assert.Equal("Spec/Document/operations/unmap.md", problem.File);
        Assert.Contains("nothing in the document is called so", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chapter_without_a_title_is_told()
    {
        Problem problem = new SmallSpec().With("Spec/Document/left.md", "No title.\n").Problem();

        Assert.Equal(new Problem("Spec/Document/left.md", 1, "the first line has to be the title: # Title"), problem);
    }

    [Fact]
    public void Prose_that_cites_an_unknown_clause_is_told_with_its_line()
    {
        Problem problem = new SmallSpec()
            .With("Spec/Document/left.md", "# Left\n\nNot `MAP-8`, but\nMAP-9.\n")
            .Problem();

        Assert.Equal(("Spec/Document/left.md", 4), (problem.File, problem.Line));
        Assert.StartsWith("MAP-9 is cited, and there is no such clause", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Prose_that_names_an_unknown_scenario_is_told_with_its_line()
    {
        Problem problem = new SmallSpec().With("Spec/Document/left.md", "# Left\n\nSee unmap.hmm.\n").Problem();

        Assert.Equal(("Spec/Document/left.md", 3), (problem.File, problem.Line));
    }

    [Fact]
    public void An_id_of_a_source_that_is_not_explained_is_told_at_the_clause()
    {
        Problem problem = new SmallSpec()
            .With(SmallSpec.Clauses, "\"mm/mmap.c\", \"map of", "\"V9-5\", \"map of")
            .Problem();

        Assert.Equal((SmallSpec.Clauses, 6), (problem.File, problem.Line));
        Assert.Contains("add a row for it to Spec/Document/sources.md", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_that_stands_twice_in_the_catalogue_is_told_with_both_places()
    {
        IReadOnlyList<string> problems = new SmallSpec().With(SmallSpec.Clauses, "MAP-2", "MAP-1").Problems();

        Assert.Contains(
            problems,
            static problem =>
                problem.StartsWith(
                    $"{SmallSpec.Clauses}:6: MAP-1 stands in the catalogue already ({SmallSpec.Clauses}:5)",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Clauses_that_the_catalogue_leaves_out_are_told()
    {
        IReadOnlyList<string> problems = new SmallSpec()
            .With("Spec/Core/Clauses/Catalogue.cs", ".. MapClauses.All", "")
            .Problems();

        Assert.Contains(
            $"{SmallSpec.Clauses}:5: the clauses of MapClauses are not in the catalogue: add .. MapClauses.All to Catalogue.All",
            problems
        );
    }

    [Fact]
    public void A_step_that_cites_an_unknown_clause_is_told()
    {
        IReadOnlyList<string> problems = new SmallSpec()
            .With(SmallSpec.Activity, "[Clause(\"MAP-1\")]", "[Clause(\"MAP-7\")]")
            .Problems();

        Assert.Contains(
            $"{SmallSpec.Activity}:19: MAP-7 is cited and is no clause of the catalogue: cite one that is, or add it",
            problems
        );
    }

    [Fact]
    public void A_step_that_cites_a_clause_twice_is_told()
    {
        Problem problem = new SmallSpec()
            .With(SmallSpec.Activity, "[Clause(\"MAP-1\")]", "[Clause(\"MAP-1\")]\n    [Clause(\"MAP-1\")]")
            .Problem();

        Assert.Equal(new Problem(SmallSpec.Activity, 20, "MAP-1 is cited twice here: remove one of the two"), problem);
    }

    [Fact]
    public void A_clause_that_nothing_cites_is_told_unless_it_is_named_with_its_reason()
    {
        SmallSpec spec = new SmallSpec().With(SmallSpec.Activity, "[Clause(\"MAP-1\")]", "");

        Problem problem = spec.Problem();

        Assert.Equal((SmallSpec.Clauses, 5), (problem.File, problem.Line));
        Assert.Contains("MAP-1 is cited by no step", problem.Sentence, StringComparison.Ordinal);
        Assert.Contains(
            "Stated by: a property of functions ·",
            spec.With("Spec/Document/uncited.md", "| MAP-1 | a property of functions |\n").Markdown(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("| 02 nothing | | map.hmm |", "has an empty cell")]
    [InlineData("| 02 nothing | none | map.hmm |", "cites no clause")]
    [InlineData("| 02 nothing | MAP-1 | none |", "names no scenario file")]
    public void A_patch_without_a_clause_or_a_scenario_is_told_with_its_line(string row, string sentence)
    {
        IReadOnlyList<string> problems = new SmallSpec()
            .With("Spec/Document/patches.md", "| 01 everything", $"{row}\n| 01 everything")
            .Problems();

        Assert.Contains(
            problems,
            problem =>
                problem.StartsWith("Spec/Document/patches.md:5: ", StringComparison.Ordinal)
                && problem.Contains(sentence, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void An_invariant_that_is_neither_stated_nor_named_is_told()
    {
        Problem problem = new SmallSpec().With("Spec/Document/unstated.md", "| INV-9 | later |\n", "").Problem();

        Assert.StartsWith("INV-9 is neither stated nor named here", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invariant_that_is_stated_and_named_is_told_with_its_line()
    {
        Problem problem = new SmallSpec()
            .With(
                "Spec/Core/Invariants/First.cs",
                """
                /// <summary>Informally: first.</summary>
                /// <remarks>Always.</remarks>
                [Invariant("INV-1")]
                [Clause("MAP-1")]
                public sealed class First { }
                """
            )
            .Problem();

        Assert.Equal(new Problem("Spec/Document/unstated.md", 3, "INV-1 is stated now: remove its row"), problem);
    }

    [Fact]
    public void Two_headings_with_one_anchor_are_told()
    {
        Problem problem = new SmallSpec().With("Spec/Document/left.md", "# Map\n").Problem();

        Assert.Equal(0, problem.Line);
        Assert.Contains("#map", problem.Sentence, StringComparison.Ordinal);
    }
}
