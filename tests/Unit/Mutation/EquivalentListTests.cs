using HmmSpec.Conformance;
using HmmSpec.Mutation;

namespace HmmSpec.Tests.Mutation;

/// <summary>The list of mutants that cannot be told from the original, and what refutes an entry.</summary>
public sealed class EquivalentListTests
{
    private static readonly Mutant Told = new("step-dropped", "Machine.Tell", 1, "Tell();", ";");

    [Fact]
    public void An_entry_has_a_pattern_perhaps_what_is_changed_and_a_reason_of_several_lines()
    {
        EquivalentList list = EquivalentList.Parse(
            "# says nothing\n\nstep-dropped/Machine.Tell `Tell();`\n  Nobody\n  listens.\nrange-*/Machine.*\n  All.\n",
            "list.txt"
        );

        Assert.Equal(
            [
                new EquivalentMutant("step-dropped/Machine.Tell", "Tell();", "Nobody listens.", 3),
                new EquivalentMutant("range-*/Machine.*", null, "All.", 6),
            ],
            list.Entries
        );
        Assert.Equal(3, list.Of(Told)!.Line);
        Assert.Null(list.Of(Told with { Before = "Tell(1);" }));
    }

    [Theory]
    [InlineData("  a reason\n", "list.txt:1: a reason comes after the mutants that it is of.")]
    [InlineData("tell\n  why\n", "list.txt:1: expected OPERATOR/TYPE.METHOD")]
    [InlineData("a/b `open\n  why\n", "list.txt:1: expected OPERATOR/TYPE.METHOD")]
    [InlineData("# one\na/b\n  why\nc/d\n", "list.txt:4: c/d has no reason")]
    public void What_is_no_list_is_said_with_its_line(string text, string problem)
    {
        InputFileException exception = Assert.Throws<InputFileException>(() => EquivalentList.Parse(text, "list.txt"));

        Assert.StartsWith(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_follow_each_other_share_a_reason()
    {
        EquivalentList list = EquivalentList.Parse("a/b\nc/d `x`\n  One.\n  Two.\ne/f\n  Three.\n", "list.txt");

        Assert.Equal(["One. Two.", "One. Two.", "Three."], list.Entries.Select(static entry => entry.Reason));
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "ab", false)]
    [InlineData("a*", "ab", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*b*c", "a-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("*b", "ab", true)]
    [InlineData("*b*", "abc", true)]
    [InlineData("b*", "ab", false)]
    public void A_star_stands_for_anything(string pattern, string name, bool matches) =>
        Assert.Equal(matches, NamePattern.Fits(pattern, name));

    [Fact]
    public void An_entry_that_a_kill_refutes_or_that_names_nothing_is_stale()
    {
        EquivalentList list = EquivalentList.Parse(
            "step-dropped/Machine.Tell\n  Not true.\nstep-dropped/Machine.Gone\n  Not there.\nstep-dropped/*\n  Nothing left.\n",
            "list.txt"
        );
        Mutant other = Told with { Place = "Machine.Other" };

        MutationReport report = Report(list, Killed(Told), Killed(other));

        Assert.Equal([1, 3, 5], report.Stale.Select(static pair => pair.Entry.Line));
    }

    [Fact]
    public void A_survivor_with_a_reason_is_equivalent_and_one_without_survived()
    {
        Mutant other = Told with { Place = "Machine.Other" };
        EquivalentList list = EquivalentList.Parse("step-dropped/Machine.Tell\n  Nobody listens.\n", "list.txt");

        MutationReport report = Report(list, Survived(Told), Survived(other));

        Assert.Empty(report.Stale);
        Assert.Equal([Told], report.Equivalent.Select(static pair => pair.Verdict.Mutant));
        Assert.Equal([other], report.Survivors.Select(static verdict => verdict.Mutant));
    }

    [Fact]
    public void Every_entry_of_the_machines_list_is_said_of_a_mutant_that_there_is() =>
        Assert.All(
            EquivalentList.OfMachine().Entries,
            static entry => Assert.Contains(MutantSet.OfMachine().Mutants, entry.IsOf)
        );

    private static MutantVerdict Killed(Mutant mutant) => new(mutant, MutantFate.Killed, 1, 1, null);

    private static MutantVerdict Survived(Mutant mutant) => new(mutant, MutantFate.Survived, 1, 1, null);

    private static MutationReport Report(EquivalentList list, params MutantVerdict[] verdicts)
    {
        Mutant[] mutants = [.. verdicts.Select(static verdict => verdict.Mutant)];
        return new MutationReport(new JudgingPlan(1), mutants, mutants, verdicts, [], list);
    }
}
