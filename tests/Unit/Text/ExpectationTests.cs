using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>Expectations, and the texts of states and views, over a state made by hand.</summary>
public sealed class ExpectationTests
{
    private static State Before { get; } = TextStates.OnePage(frame: 0);

    private static State After { get; } = TextStates.Migrated(frame: 1);

    [Theory]
    [InlineData("p0 3 system write value=7 dirty frame-clean mappings=1")]
    [InlineData("p0 3 value=7")]
    [InlineData("p0 2 none")]
    [InlineData("p0 1 zero read clean")]
    [InlineData("p0 5 unmapped")]
    [InlineData("p1 0 unmapped")]
    [InlineData("mirror p0 d0 3 read system value=7 clean")]
    [InlineData("mirror p0 d0 2 none")]
    [InlineData("mirror p0 d1 3 none")]
    [InlineData("used frames=1 swap=0")]
    [InlineData("used d0 frames=0 iova=1")]
    public void What_is_so_is_as_expected(string expectation) => Assert.Null(Check(Before, expectation));

    [Theory]
    [InlineData(
        "p0 3 zero",
        "Expected p0 3 zero, found system write dirty young value=7 (rights=read-write mappings=1 references=1 tlb=write)."
    )]
    [InlineData("p0 2 read", "Expected p0 2 read, found none (rights=read-write).")]
    [InlineData("p0 5 none", "Expected p0 5 none, found - (rights=-).")]
    [InlineData("mirror p0 d0 3 write", "Expected mirror p0 d0 3 write, found system read value=7.")]
    [InlineData("mirror p0 d0 2 read", "Expected mirror p0 d0 2 read, found none.")]
    [InlineData("used frames=2", "Expected used frames=2, found used frames=1 swap=0.")]
    [InlineData("used d0 frames=2", "Expected used d0 frames=2, found used d0 frames=0 iova=1.")]
    public void What_is_not_so_is_said_in_a_sentence(string expectation, string message) =>
        Assert.Equal(message, Check(Before, expectation));

    [Theory]
    [InlineData("p0 3 unmapped")]
    [InlineData("p0 3 device d0")]
    [InlineData("p0 3 read")]
    [InlineData("p0 3 value=8")]
    [InlineData("p0 3 clean")]
    [InlineData("p0 3 frame-dirty")]
    [InlineData("p0 3 mappings=2")]
    [InlineData("mirror p0 d0 3 none")]
    [InlineData("mirror p0 d0 3 read zero")]
    [InlineData("mirror p0 d0 3 read value=8")]
    [InlineData("mirror p0 d0 3 read dirty")]
    [InlineData("used frames=0")]
    [InlineData("used swap=1")]
    [InlineData("used d0 iova=0")]
    public void Each_word_counts(string expectation) => Assert.NotNull(Check(Before, expectation));

    [Fact]
    public void A_page_in_a_device_is_as_expected()
    {
        Assert.Null(Check(After, "p0 3 device d0 write value=7 frame-dirty"));
        Assert.Null(Check(After, "p0 3 device"));
        Assert.Null(Check(After, "mirror p0 d0 3 write device value=7 dirty"));
        Assert.StartsWith(
            "Expected p0 3 device d1, found device d0",
            Check(After, "p0 3 device d1"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_expectation_of_another_world_is_not_met()
    {
        Assert.Equal(
            "There is no page 9: the world has 0 to 7.",
            Expectation.Check(Before, new ExpectPage(0, 9) { Place = PagePlace.None })
        );
        Assert.Equal(
            "There is no device d0: the world has none.",
            Expectation.Check(
                State.Initial(World.Default with { Devices = 0 }, Profile.Strict),
                new ExpectMirror(0, 0, 0, EntryRight.None)
            )
        );
    }

    [Fact]
    public void An_operation_expects_nothing_of_the_state() =>
        Assert.Null(Expectation.Check(Before, new OperationLine(new Load(99, 99))));

    private static string? Check(State state, string expectation)
    {
        ScenarioResult result = ScenarioReader.Read($"hmmspec 1\nexpect {expectation}\n", "x.hmm");
        Assert.Empty(result.Errors);
        return Expectation.Check(state, Assert.Single(result.Scenario!.Lines));
    }
}
