using System.Globalization;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary>The machine that comes with hmmspec, served over a socket and checked through it.</summary>
public sealed class WireCheckTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("outcome", 40)]
    [InlineData("touched", 40)]
    [InlineData("state", 10)]
    public async Task The_optimized_machine_conforms_through_the_protocol(string level, int sequences)
    {
        using Command command = new();

        (ExitCode code, string text) = await Check(command, "optimized", level, sequences);

        Assert.True(code == ExitCode.Conforms, text);
        Assert.Contains($"looked at as {level}; 0 answers explained", text, StringComparison.Ordinal);
        Assert.Matches(
            level == "outcome" ? " followed, 2 of [0-9]+ invariants checked\n" : " followed, [0-9]{2} of",
            text
        );
        Assert.EndsWith("\nconforms\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mirror-survives-unmap", "touched", "decided by the step")]
    [InlineData("mirror-survives-unmap", "state", "decided by the step")]
    [InlineData("iova-leak", "touched", "diverges: DMA-5")]
    public async Task A_seeded_defect_is_found_through_the_protocol(string defect, string level, string words)
    {
        using Command command = new();

        (ExitCode code, string text) = await Check(command, $"defect:{defect}", level, 200);

        Assert.True(code == ExitCode.Diverges, text);
        Assert.Contains("\ndiffers: ", text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    private static async Task<(ExitCode Code, string Out)> Check(
        Command command,
        string subject,
        string level,
        int sequences
    )
    {
        using Listening listening = new($"serve {subject} --unix {command.PathTo("s")}");
        string address = await listening.Address().WaitAsync(Patience);
        string count = sequences.ToString(CultureInfo.InvariantCulture);
        string folder = command.PathTo("out");
        ExitCode code = command.Run([
            "check",
            address,
            "--seed",
            "3",
            "--sequences",
            count,
            "--observe",
            level,
            "--out",
            folder,
        ]);
        string text = command.Out;
        Assert.Equal(ExitCode.Conforms, await listening.Stop().WaitAsync(Patience));
        return (code, text);
    }
}
