using HmmSpec.Cli;
using HmmSpec.Tests.Protocol.Channels;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec check --record</c>.</summary>
public sealed class RecordTests
{
    private static readonly string Subject =
        $"exec:dotnet {Path.Combine(AppContext.BaseDirectory, "HmmSpec.Subjects.dll")} miniature none";

    [LinuxFact]
    public void A_record_that_cannot_be_written_does_not_end_the_check_and_is_said()
    {
        using Command command = new();

        ExitCode code = command.Check(Subject, "--sequences", "5", "--record", "/dev/full");

        Assert.EndsWith("\nconforms\n", command.Out, StringComparison.Ordinal);
        Assert.StartsWith("hmmspec: not all lines could be recorded: ", command.Err, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Inconclusive, code);
    }

    [Fact]
    public void A_record_is_judged_as_the_run_was()
    {
        using Command command = new();
        string record = command.PathTo("record.jsonl");

        Assert.Equal(ExitCode.Conforms, command.Check(Subject, "--sequences", "5", "--record", record));
        Assert.Equal(ExitCode.Conforms, command.Run("validate", record));
    }
}
