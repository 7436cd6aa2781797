using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>The lines that say who takes the next step: reading and writing.</summary>
public sealed class ConcurrentTextTests
{
    private const string StepForms = "a count, to \"LABEL\", choose CHOICE or the end of the line";
    private const string QuotedLabel = "a label in quotation marks such as \"walk\"";
    private static readonly string Choices = new Vocabulary<ChoiceKind>("a choice", Kebab).Expected;
    private static readonly string Reasons = new Vocabulary<Blocked>("what it waits for", Kebab).Expected;

    public static TheoryData<string, ScenarioLine> Forms { get; } =
        new()
        {
            { "begin b load p0 3", new BeginLine("b", new Load(0, 3)) },
            { "hold a migrate-copied 40", new HoldLine("a", new Delay("migrate-copied", 40)) },
            { "step a", new StepLine("a") },
            { "step a 3", new StepLine("a", 3) },
            { "step a to \"walk\"", new StepToLine("a", "walk") },
            {
                "step a to \"replace entry, flush TLB, invalidate range end\"",
                new StepToLine("a", "replace entry, flush TLB, invalidate range end")
            },
            { "step a choose callback-order 1", new ChooseLine("a", new Choice(ChoiceKind.CallbackOrder, 1)) },
            { "step a choose skip-page -1", new ChooseLine("a", new Choice(ChoiceKind.SkipPage, -1)) },
            { "blocked a mmap-lock", new BlockedLine("a", Blocked.MmapLock) },
            { "blocked a migration-entry", new BlockedLine("a", Blocked.MigrationEntry) },
            { "blocked a no", new BlockedLine("a", Blocked.No) },
            { "end a", new EndLine("a") },
            { "end a -> ok value=7", new EndLine("a", new WantedOutcome(Status.Ok, 7)) },
            { "leave a", new LeaveLine("a") },
        };

    public static TheoryData<string, int, string> Mistakes { get; } =
        new()
        {
            { "begin", 6, "The line ends where a name of small letters such as a was expected." },
            { "begin A load p0 3", 7, "\"A\" stands where a name of small letters such as a was expected." },
            { "begin a1 load p0 3", 7, "\"a1\" stands where a name of small letters such as a was expected." },
            { "begin b", 8, "The line ends where an operation was expected." },
            { "begin b load p0 x", 17, "\"x\" stands where a page number was expected." },
            { "begin b load p0 3 -> ok", 19, "\"->\" stands where the end of the line was expected." },
            { "begin a load p0 3", 7, "\"a\" has begun in line 2 and is still open." },
            { "hold a", 7, "The line ends where the name of a delay point, such as migrate-copied, was expected." },
            { "hold b x 1", 6, "\"b\" stands where the name of an operation that has begun (a) was expected." },
            { "hold a x", 9, "The line ends where milliseconds, such as 40, was expected." },
            { "hold a x 1 2", 12, "\"2\" stands where the end of the line was expected." },
            { "step", 5, "The line ends where the name of an operation that has begun (a) was expected." },
            { "step b", 6, "\"b\" stands where the name of an operation that has begun (a) was expected." },
            { "step aa", 6, "\"aa\" stands where the name of an operation that has begun (a) was expected." },
            { "step a 0", 8, "\"0\" stands where a count from 1 to 10000 was expected." },
            { "step a 10001", 8, "\"10001\" stands where a count from 1 to 10000 was expected." },
            { "step a x", 8, $"\"x\" stands where {StepForms} was expected." },
            { "step a 3 3", 10, "\"3\" stands where the end of the line was expected." },
            { "step a to walk", 11, $"\"walk\" stands where {QuotedLabel} was expected." },
            { "step a to", 10, $"The line ends where {QuotedLabel} was expected." },
            { "step a to \"walk", 11, $"\"\"walk\" stands where {QuotedLabel} was expected." },
            { "step a to \"walk\" 3", 18, "\"3\" stands where the end of the line was expected." },
            {
                "step a to \"wlak\"",
                12,
                "\"wlak\" stands where the label of a step was expected; did you mean \"walk\"?"
            },
            {
                "step a to \"invalidate range stat\"",
                12,
                "\"invalidate range stat\" stands where the label of a step was expected; "
                    + "did you mean \"invalidate range start\"?"
            },
            { "step a to \"\"", 12, "Nothing stands where the label of a step was expected." },
            { "step a choose", 14, $"The line ends where {Choices} was expected." },
            {
                "step a choose callback-oder 1",
                15,
                $"\"callback-oder\" stands where {Choices} was expected; did you mean \"callback-order\"?"
            },
            { "step a choose callback-order", 29, "The line ends where which member, such as 1, was expected." },
            { "blocked a", 10, $"The line ends where {Reasons} was expected." },
            {
                "blocked a mmap_lock",
                11,
                $"\"mmap_lock\" stands where {Reasons} was expected; did you mean \"mmap-lock\"?"
            },
            { "blocked a window b", 18, "\"b\" stands where the end of the line was expected." },
            { "end b", 5, "\"b\" stands where the name of an operation that has begun (a) was expected." },
            { "end a ok", 7, "\"ok\" stands where the end of the line was expected." },
            { "leave a b", 9, "\"b\" stands where the end of the line was expected." },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_line_has_one_text(string text, ScenarioLine line)
    {
        ScenarioResult result = ScenarioReader.Read(Inside(text), "x.hmm");
        Assert.Empty(result.Errors);
        Assert.True(result.Scenario!.IsConcurrent);
        Assert.Equal(line with { Number = 3, Comment = "so" }, result.Scenario.Lines[1]);
        Assert.Equal(text, ScenarioWriter.Format(line));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_explained_where_it_is(string text, int column, string message)
    {
        ScenarioError error = Assert.Single(ScenarioReader.Read(Inside(text), "x.hmm").Errors);
        Assert.Equal((3, column, message), (error.Line, error.Column, error.Message));
    }

    [Fact]
    public void An_operation_that_is_open_at_the_end_of_the_file_is_a_mistake()
    {
        string text = "hmmspec 1\nbegin a load p0 3\nbegin b load p0 3\nend a\n";
        ScenarioError error = Assert.Single(ScenarioReader.Read(text, "x.hmm").Errors);
        Assert.Equal(
            "x.hmm:3:7: \"b\" begins here and is still open at the end of the file; "
                + "expected \"end b\" or \"leave b\" below.",
            $"{error}"
        );
        Assert.Empty(ScenarioReader.Read(text + "leave b\n", "x.hmm").Errors);
    }

    [Fact]
    public void A_name_is_free_again_once_its_operation_has_ended()
    {
        string text = "hmmspec 1\nbegin a load p0 3\nend a\nbegin a load p0 4\nend a\n";
        Assert.Empty(ScenarioReader.Read(text, "x.hmm").Errors);
        ScenarioError error = Assert.Single(ScenarioReader.Read(text + "step a\n", "x.hmm").Errors);
        Assert.Equal(
            "\"a\" stands where the name of an operation that has begun (none has) was expected.",
            error.Message
        );
    }

    [Fact]
    public void A_mistake_in_the_operation_that_begins_is_the_only_one_that_it_makes()
    {
        string text = "hmmspec 1\nbegin a laod p0 3\nstep a\nend a\n";
        Assert.Equal(2, Assert.Single(ScenarioReader.Read(text, "x.hmm").Errors).Line);
    }

    [Fact]
    public void A_scenario_without_such_lines_is_not_concurrent() =>
        Assert.False(ScenarioReader.Read("hmmspec 1\nload p0 3\nexpect p0 3 none\n", "x.hmm").Scenario!.IsConcurrent);

    private static string Kebab<T>(T member)
        where T : struct, Enum =>
        string.Concat(
                member.ToString().Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}")
            )
            .TrimStart('-');

    private static string Inside(string text)
    {
        bool opens = text.StartsWith("begin b", StringComparison.Ordinal);
        bool closes =
            text.StartsWith("end a", StringComparison.Ordinal) || text.StartsWith("leave a", StringComparison.Ordinal);
        return $"hmmspec 1\nbegin a load p0 3\n{text} # so\n{(closes ? "" : "end a\n")}{(opens ? "end b\n" : "")}";
    }
}
