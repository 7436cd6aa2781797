namespace HmmSpec.Document.Tests;

/// <summary>An id never changes its meaning, and is never used again.</summary>
public sealed class IdLedgerTests
{
    private const string First = "map makes a VMA over a free range.";
    private const string Second = "map of nothing ends in EINVAL.";

    [Fact]
    public void New_ids_are_added_with_the_beginning_of_their_sentences()
    {
        string ids = new SmallSpec().Text(SpecDocument.Ids);

        Assert.EndsWith($"\nMAP-1 {First}\nMAP-2 {Second}\n", ids, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_can_be_said_better()
    {
        string ids = new SmallSpec()
            .With(SpecDocument.Ids, $"MAP-1 {First}\nMAP-2 {Second}\n")
            .With(SmallSpec.Clauses, Second, "map of an empty range ends in EINVAL.")
            .Text(SpecDocument.Ids);

        Assert.Contains("MAP-2 map of an empty range ends in EINVAL.\n", ids, StringComparison.Ordinal);
    }

    [Fact]
    public void Clauses_that_change_their_numbers_are_told()
    {
        IReadOnlyList<string> problems = new SmallSpec()
            .With(SpecDocument.Ids, $"MAP-1 {Second}\nMAP-2 {First}\n")
            .Problems();

        Assert.Contains(
            problems,
            static problem =>
                problem.StartsWith($"{SmallSpec.Clauses}:5: MAP-1 says what MAP-2 said", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_clause_that_is_gone_is_told_with_the_line_of_its_id()
    {
        Problem problem = new SmallSpec().With(SpecDocument.Ids, $"# ids\nMAP-1 {First}\nMAP-3 Once.\n").Problem();

        Assert.Equal((SpecDocument.Ids, 3), (problem.File, problem.Line));
        Assert.Contains("MAP-3 is not in the catalogue any more", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_was_given_up_stays_and_is_not_used_again()
    {
        Assert.Contains(
            "\nMAP-3 (given up)\n",
            new SmallSpec().With(SpecDocument.Ids, "MAP-3 (given up)\n").Text(SpecDocument.Ids),
            StringComparison.Ordinal
        );

        Problem problem = new SmallSpec().With(SpecDocument.Ids, "MAP-2 (given up)\n").Problem();
        Assert.StartsWith("MAP-2 was given up", problem.Sentence, StringComparison.Ordinal);
        Assert.Equal((SmallSpec.Clauses, 6), (problem.File, problem.Line));
    }

    [Fact]
    public void A_line_that_is_no_id_is_told()
    {
        Problem problem = new SmallSpec().With(SpecDocument.Ids, $"MAP-1 {First}\nnonsense\n").Problem();

        Assert.Equal((SpecDocument.Ids, 2), (problem.File, problem.Line));
    }
}
