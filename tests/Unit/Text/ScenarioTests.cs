using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>Scenario files: reading and writing.</summary>
public sealed class ScenarioTests
{
    private const string Example = """
        hmmspec 1
        # Found by check, seed 7.
        title A page comes back when the CPU reads it # not a comment
        clause MIG-1
        clause RET-1
        source tools/testing/selftests/mm/hmm-tests.c: migrate_fault
        world processes=2 pages=8 devices=2 frames=12 swap=6 device-frames=4 iova=6
        profile linux-6.1

        # Set up.
        attach d0 4 iommu 6
        map p0 0+4 read-write -> ok

        store p0 3 7 # one page is enough
        expect p0 3 system write value=7 dirty
        migrate-to-device p0 d0 3+1 -> ok pages=migrated
        expect p0 3 device d0 write value=7 frame-dirty mappings=1
        expect mirror p0 d0 3 none
        expect used frames=0 swap=0
        expect used d0 frames=1 iova=0
        load p0 3 -> ok value=7

        # The end.

        """;

    [Fact]
    public void A_file_is_written_back_as_it_was()
    {
        ScenarioResult result = ScenarioReader.Read(Example, "x.hmm");
        Assert.Empty(result.Errors);
        Assert.True(result.IsGood);
        Assert.Equal(Example, ScenarioWriter.Write(result.Scenario));
    }

    [Fact]
    public void A_file_says_what_it_says()
    {
        Scenario scenario = ScenarioReader.Read(Example, "x.hmm").Scenario!;
        Assert.Equal("A page comes back when the CPU reads it # not a comment", scenario.Title);
        Assert.Equal(["MIG-1", "RET-1"], scenario.Clauses);
        Assert.Equal("tools/testing/selftests/mm/hmm-tests.c: migrate_fault", scenario.Source);
        Assert.Equal(World.Default, scenario.World);
        Assert.Equal(Profile.Linux61, scenario.Profile);
        Assert.Equal(["# Found by check, seed 7."], scenario.Comments);
        Assert.Equal(["", "# The end."], scenario.Tail);
        Assert.Equal(
            new OperationLine(new Store(0, 3, 7))
            {
                Number = 14,
                Leading = [""],
                Comment = "one page is enough",
            },
            scenario.Lines[2]
        );
        Assert.Equal(
            new ExpectPage(0, 3)
            {
                Number = 17,
                Place = PagePlace.Device,
                Device = 0,
                Right = EntryRight.Write,
                Value = 7,
                FrameDirty = true,
                Mappings = 1,
            },
            scenario.Lines[5]
        );
        Assert.Equal(5, scenario.Operations.Count());
    }

    [Fact]
    public void What_the_header_does_not_say_is_the_default()
    {
        Scenario scenario = ScenarioReader.Read("hmmspec 1\nworld pages=3\nload p0 3\n", "x.hmm").Scenario!;
        Assert.Equal(World.Default with { Pages = 3 }, scenario.World);
        Assert.Equal(Profile.Strict, scenario.Profile);
        Assert.Equal("", scenario.Title);
        Assert.Equal(new OperationLine(new Load(0, 3)) { Number = 3 }, Assert.Single(scenario.Lines));
    }

    [Fact]
    public void Line_ends_and_a_byte_order_mark_do_not_matter()
    {
        string text = "\uFEFF" + Example.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal(Example, ScenarioWriter.Write(ScenarioReader.Read(text, "x.hmm").Scenario!));
        Assert.True(ScenarioReader.Read("hmmspec 1", "x.hmm").IsGood);
    }

    [Fact]
    public void A_comment_in_the_header_is_kept()
    {
        string text = "hmmspec 1 # one\nprofile strict # two\n# three\n\nclause MAP-1#four\n\n\n# five\n\nload p0 0\n";
        Scenario scenario = ScenarioReader.Read(text, "x.hmm").Scenario!;
        Assert.Equal(["# one", "# two", "# three", "#four"], scenario.Comments);
        Assert.Equal(["# five", ""], scenario.Lines[0].Leading);
    }

    [Fact]
    public void Text_that_would_break_a_line_is_written_in_one()
    {
        Scenario scenario = new("two\nlines", [], "", World.Default, Profile.Strict, [])
        {
            Comments = ["no hash", "# two\nlines"],
        };
        Scenario read = ScenarioReader.Read(ScenarioWriter.Write(scenario), "x.hmm").Scenario!;
        Assert.Equal("two lines", read.Title);
        Assert.Equal(["# no hash", "# two lines"], read.Comments);
    }

    [TextProperty]
    public void A_scenario_is_read_as_it_was_written(Scenario scenario)
    {
        string text = ScenarioWriter.Write(scenario);
        ScenarioResult result = ScenarioReader.Read(text, "x.hmm");
        Assert.Empty(result.Errors);
        Scenario read = result.Scenario! with
        {
            Lines = [.. result.Scenario.Lines.Select(line => line with { Number = 0 })],
        };
        Assert.Equal(scenario, read);
        Assert.Equal(text, ScenarioWriter.Write(read));
    }

    [TextProperty]
    public void Each_line_has_the_number_that_it_has_in_the_file(Scenario scenario)
    {
        string text = ScenarioWriter.Write(scenario);
        string[] lines = text.Split('\n');
        foreach (ScenarioLine line in ScenarioReader.Read(text, "x.hmm").Scenario!.Lines)
        {
            Assert.StartsWith(ScenarioWriter.Format(line), lines[line.Number - 1], StringComparison.Ordinal);
        }
    }

    [TextProperty]
    public void Whatever_a_file_holds_it_is_a_scenario_or_has_errors(Garbled[] garbled)
    {
        string text = "hmmspec 1\n" + string.Join('\n', garbled.Select(it => it.Text));
        ScenarioResult result = ScenarioReader.Read(text, "x.hmm");
        Assert.Equal(result.IsGood, result.Errors.Count == 0);
        Assert.All(result.Errors, error => Assert.InRange(error.Line, 1, text.Split('\n').Length));
    }

    [TextProperty]
    public void The_text_of_a_world_is_read_as_it_was_written(World world)
    {
        Assert.True(WorldText.TryParse(WorldText.Format(world), World.Default, out World? read, out _));
        Assert.Equal(world, read);
        Assert.Null(WorldCheck.Problem(world));
    }
}
