using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>Scenario files with mistakes.</summary>
public sealed class ScenarioErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "The line ends where \"hmmspec 1\" was expected.")]
    [InlineData("load p0 3", 1, 1, "\"load\" stands where \"hmmspec 1\" was expected.")]
    [InlineData("\nhmmspec 1", 1, 1, "The line ends where \"hmmspec 1\" was expected.")]
    [InlineData("hmmspec", 1, 8, "The line ends where \"hmmspec 1\" was expected.")]
    [InlineData("hmmspec one", 1, 9, "\"one\" stands where a version number was expected.")]
    [InlineData("hmmspec 0", 1, 9, "\"0\" stands where a version number was expected.")]
    [InlineData("hmmspec 1 1", 1, 11, "\"1\" stands where the end of the line was expected.")]
    [InlineData("hmmspec 2\nnew things", 1, 9, "this file needs hmmspec 2; this tool reads up to 1")]
    [InlineData(
        "hmmspec 99999999999999999999",
        1,
        9,
        "this file needs hmmspec 99999999999999999999; this tool reads up to 1"
    )]
    public void The_first_line_says_which_version_it_is(string text, int line, int column, string message) =>
        AssertError(text, line, column, message);

    [Theory]
    [InlineData("tittle x", 1, Start + "; did you mean \"title\"?", "\"tittle\"")]
    [InlineData("hmmspec 1", 1, Start + ".", "\"hmmspec\"")]
    [InlineData("Map p0 0+1 read", 1, Start + "; did you mean \"map\"?", "\"Map\"")]
    [InlineData("title", 6, "The line ends where a title was expected.")]
    [InlineData("clause", 7, "The line ends where a clause such as MIG-1 was expected.")]
    [InlineData(
        "clause MIG-1x",
        8,
        "\"MIG-1x\" stands where a clause of the catalogue was expected; did you mean \"MIG-1\"?"
    )]
    [InlineData("clause HMM", 8, "\"HMM\" stands where a clause of the catalogue was expected.")]
    [InlineData("clause MIG-1 MIG-2", 14, "\"MIG-2\" stands where the end of the line was expected.")]
    [InlineData(
        "profile stric",
        9,
        "\"stric\" stands where a profile (strict, linux-6.1, v9 or v9+migration) was expected; did you mean \"strict\"?"
    )]
    [InlineData("world pages=0", 7, "A world cannot have pages=0; pages goes from 1 to 65536.")]
    [InlineData("world frames=3 devices=65", 16, "A world cannot have devices=65; devices goes from 0 to 64.")]
    [InlineData("world pages=x", 13, "\"x\" stands where a whole number was expected.")]
    [InlineData("world pages=1 pages=1", 15, "\"pages\" gives a size a second time.")]
    [InlineData(
        "world page=4",
        7,
        "\"page\" stands where a size (processes, pages, devices, frames, swap, device-frames, iova, files, "
            + "memory-files, file-pages or pins) was expected; "
            + "did you mean \"pages\"?"
    )]
    [InlineData("load p0 x", 9, "\"x\" stands where a page number was expected.")]
    [InlineData("load p0 3 ->", 13, "The line ends where a status (", null)]
    [InlineData("load p0 3 -> 7", 14, "\"7\" stands where a status (", null)]
    [InlineData("  load p0 3 -> ok value=x # y", 25, "\"x\" stands where a value such as 17 or 0x11 was expected.")]
    [InlineData("load p0 3 ok", 11, "\"ok\" stands where the end of the line was expected.")]
    [InlineData("expect p0 3", 12, "The line ends where unmapped, none, zero, system, swap, device dN, ", null)]
    [InlineData("expect p0 3 systm", 13, "\"systm\" stands where unmapped, none, zero, system, ", null)]
    [InlineData("expect p0 3 system zero", 20, "\"zero\" gives the place a second time.")]
    [InlineData("expect p0 3 dirty clean", 19, "\"clean\" gives the dirty bit a second time.")]
    [InlineData("expect p0 3 read -> ok", 18, "\"->\" stands where unmapped, none, zero, ", null)]
    [InlineData("expect p0 8 none", 1, "There is no page 8: the world has 0 to 7.")]
    [InlineData("expect p2 0 none", 1, "There is no process p2: the world has p0 to p1.")]
    [InlineData("expect p0 0 device d2", 1, "There is no device d2: the world has d0 to d1.")]
    [InlineData("expect mirror p0 d0 3", 22, "The line ends where a right (none, read or write) was expected.")]
    [InlineData(
        "expect mirror p0 d0 3 read swap",
        28,
        "\"swap\" stands where zero, system, device, exclusive, value=, dirty or clean was expected."
    )]
    [InlineData("expect used", 12, "The line ends where a device such as d0, frames= or swap= was expected.")]
    [InlineData("expect used d0 swap=1", 16, "\"swap\" stands where frames= or iova= was expected.")]
    [InlineData("expect used iova=1", 13, "\"iova\" stands where a device such as d0, frames= or swap= was expected.")]
    public void A_mistake_is_explained_where_it_is(string line, int column, string message, string? found = "")
    {
        string whole = found is { Length: > 0 } ? $"{found} stands where {message}" : message;
        AssertError($"hmmspec 1\n# comment\n{line}\n", 3, column, whole, exact: found is not null);
    }

    [Theory]
    [InlineData("clause MAP-1\nclause MAP-1", 8, "\"MAP-1\" gives a clause a second time.")]
    [InlineData("title a\ntitle b", 1, "\"title\" gives the title a second time.")]
    [InlineData("source a\nsource b", 1, "\"source\" gives the source a second time.")]
    [InlineData("profile strict\nprofile strict", 1, "\"profile\" gives the profile a second time.")]
    [InlineData("world pages=4\nworld pages=4", 1, "\"world\" gives the world a second time.")]
    [InlineData("load p0 0\nworld pages=4", 1, "\"world\" belongs into the header, above all operations.")]
    public void The_header_stands_above_and_says_everything_once(string lines, int column, string message) =>
        AssertError($"hmmspec 1\n{lines}\n", 3, column, message);

    [Fact]
    public void All_mistakes_of_a_file_are_reported()
    {
        ScenarioResult result = ScenarioReader.Read("hmmspec 1\nlod p0 1\nload p0 2\nload p0\n", "dir/x.hmm");
        Assert.False(result.IsGood);
        Assert.Equal([2, 4], result.Errors.Select(error => error.Line));
        Assert.StartsWith("dir/x.hmm:4:8: The line ends", result.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("world pages=x")]
    [InlineData("world pages=0")]
    public void A_wrong_world_is_the_only_mistake_that_it_makes(string world) =>
        AssertError($"hmmspec 1\n{world}\nexpect p9 9 none\n", 2, 0, "", exact: false);

    [Fact]
    public void A_file_that_is_no_scenario_is_not_read_to_its_end() =>
        Assert.Equal(
            100,
            ScenarioReader
                .Read("hmmspec 1\n" + new string('x', 999).Replace("x", "x\n", StringComparison.Ordinal), "x")
                .Errors.Count
        );

    [Theory]
    [InlineData("processes=0", "A world cannot have processes=0; processes goes from 1 to 64.")]
    [InlineData("processes=65", "A world cannot have processes=65; processes goes from 1 to 64.")]
    [InlineData("pages=65537", "A world cannot have pages=65537; pages goes from 1 to 65536.")]
    [InlineData("devices=-1", "A world cannot have devices=-1; devices goes from 0 to 64.")]
    [InlineData("frames=1048577", "A world cannot have frames=1048577; frames goes from 0 to 1048576.")]
    [InlineData("swap=-1", "A world cannot have swap=-1; swap goes from 0 to 1048576.")]
    [InlineData("device-frames=-1", "A world cannot have device-frames=-1; device-frames goes from 0 to 1048576.")]
    [InlineData("iova=2000000", "A world cannot have iova=2000000; iova goes from 0 to 1048576.")]
    [InlineData(
        "processes=64 pages=65536 devices=8",
        "The world would have 37748736 page-table and mirror entries; it can have 16777216 at most."
    )]
    [InlineData(
        "devices=64 device-frames=1048576",
        "The world would have 67108864 frames of devices; it can have 16777216 at most."
    )]
    [InlineData("devices=64 iova=1048576", "The world would have 67108864 IOVAs; it can have 16777216 at most.")]
    public void An_impossible_world_is_refused(string text, string message)
    {
        Assert.True(WorldText.TryParse(text, World.Default, out World? world, out _));
        Assert.Equal(message, WorldCheck.Problem(world));
    }

    [Theory]
    [InlineData("swap=-1", "swap")]
    [InlineData("processes=64 pages=65536 devices=8", "pages")]
    [InlineData("devices=64 device-frames=1048576", "device-frames")]
    [InlineData("devices=64 iova=1048576", "iova")]
    [InlineData("pages=1", null)]
    [InlineData("files=64 memory-files=64 file-pages=65536", null)]
    public void The_size_that_is_to_blame_is_named(string text, string? size)
    {
        Assert.True(WorldText.TryParse(text, World.Default, out World? world, out _));
        Assert.Equal(size, WorldCheck.Find(world).Size);
    }

    private const string Start =
        "an operation, expect, begin, step, blocked, end, leave or a word of the header was expected";

    private static void AssertError(string text, int line, int column, string message, bool exact = true)
    {
        ScenarioResult result = ScenarioReader.Read(text, "x.hmm");
        Assert.Null(result.Scenario);
        ScenarioError error = Assert.Single(result.Errors);
        Assert.Equal(line, error.Line);
        Assert.True(column == 0 || column == error.Column, $"Expected column {column}, found {error.Column}.");
        if (exact)
        {
            Assert.Equal(message, error.Message);
        }
        else
        {
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }
}
