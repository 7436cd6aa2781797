using System.Text;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary>What the command does when nothing can be written to where it writes: a full disk, a closed descriptor.</summary>
public sealed class FailingOutputTests
{
    [Theory]
    [InlineData("spec", "list")]
    [InlineData("version")]
    [InlineData("--help")]
    [InlineData("explore", "--world", "core", "--pages", "1", "--json")]
    public void Standard_output_that_fails_is_one_sentence_and_a_code_of_its_own(params string[] args)
    {
        using FullWriter full = new();
        using StringWriter errors = new();

        Assert.Equal(ExitCode.Output, (ExitCode)CommandLine.Run(args, new Surroundings(full, errors)));

        Assert.EndsWith(
            "hmmspec: Standard output cannot be written: No space left on device.\n",
            errors.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Standard_error_that_fails_hides_neither_the_code_nor_the_report()
    {
        using FullWriter full = new();
        using StringWriter output = new();

        Assert.Equal(ExitCode.Usage, (ExitCode)CommandLine.Run(["nope"], new Surroundings(output, full)));
        Assert.Empty(output.ToString());

        string[] explore = ["explore", "--world", "core", "--pages", "1", "--json"];
        Assert.Equal(ExitCode.Conforms, (ExitCode)CommandLine.Run(explore, new Surroundings(output, full)));
        Assert.StartsWith("{", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void If_both_fail_the_code_is_still_told()
    {
        using FullWriter full = new();

        Assert.Equal(ExitCode.Output, (ExitCode)CommandLine.Run(["spec", "list"], new Surroundings(full, full)));
    }

    private sealed class FullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");
    }
}
