using System.Text.Json;
using HmmSpec.Cli;
using HmmSpec.Subjects.Hostile;

namespace HmmSpec.Tests.Subjects;

/// <summary>A check of every hostile program ends as the table says, and leaves nothing behind.</summary>
public sealed class HostileSubjectTests
{
    private static readonly SideBySide<SubjectCheck> Checks = new(
        HostilePrograms.All.Select(static program => program.Name),
        3 * Environment.ProcessorCount,
        static name => SubjectCheck.Run(HostilePrograms.All.Single(program => program.Name == name))
    );

    public static TheoryData<string> Names => [.. HostilePrograms.All.Select(static program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_hostile_program_ends_as_the_table_says(string name)
    {
        SubjectCheck check = await Checks.Of(name);
        HostileProgram program = HostilePrograms.All.Single(program => program.Name == name);

        Assert.True((int)check.Code == program.ExitCode, $"{check.Code}\n{check.Screen}");
        Assert.Equal(program.Verdict, VerdictOf(check));
        Assert.Empty(check.Living);
        Assert.DoesNotContain("Exception", OwnWords(check.Screen), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", OwnWords(check.Screen), StringComparison.Ordinal);
        if (program.Verdict == "none")
        {
            AssertIsSaid(check);
        }
    }

    [Theory]
    [InlineData("exits-at-store", "The device is gone.")]
    [InlineData("aborts-at-store", "The implementation has crashed.")]
    [InlineData("killed-at-store", null)]
    [InlineData("hangs-at-store", null)]
    [InlineData("closes-input", null)]
    [InlineData("closes-output", null)]
    public async Task Who_stops_twice_diverges_and_a_file_shows_it_again(string name, string? said)
    {
        SubjectCheck check = await Checks.Of(name);

        Assert.Equal("crash", check.Report!.Value.GetProperty("finding").GetProperty("kind").GetString());
        Assert.Equal(ExitCode.Diverges, check.Replayed);
        JsonElement stop = check.Report!.Value.GetProperty("adapter").GetProperty("firstStop");
        Assert.Equal("stopped", stop.GetProperty("kind").GetString());
        Assert.Matches("\n(The subject stopped more than 10 times|when it first stopped\nThe subject )", check.Screen);
        if (said is not null)
        {
            Assert.Contains(
                said,
                string.Concat(
                    stop.GetProperty("evidence")
                        .GetProperty("standardError")
                        .EnumerateArray()
                        .Select(static line => line.GetString())
                ),
                StringComparison.Ordinal
            );
            Assert.Contains(said, check.Screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_a_stop_that_does_not_come_again_the_check_goes_on()
    {
        SubjectCheck check = await Checks.Of("exits-once");

        JsonElement report = check.Report!.Value;
        Assert.StartsWith(
            "1 runs are undecided; the first because it stopped once, and not again: The subject ended with exit code 7",
            report.GetProperty("reason").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("complete", report.GetProperty("end").GetString());
        Assert.Equal(6, report.GetProperty("sequences").GetInt64());
        Assert.Equal(1, report.GetProperty("adapter").GetProperty("restarts").GetInt32());
        Assert.Matches("\n  its operations: .*undecided-[0-9a-f]{16}[.]hmm\n", check.Screen);
    }

    [Theory]
    [InlineData("flaky-2")]
    [InlineData("flaky-3")]
    public async Task What_does_not_come_at_each_try_is_called_flaky(string name)
    {
        SubjectCheck check = await Checks.Of(name);

        Assert.Matches("^[012] of 3$", check.Report!.Value.GetProperty("finding").GetProperty("flaky").GetString());
        Assert.Matches("\nflaky: it came again [012] of 3 times", check.Screen);
    }

    [Fact]
    public async Task What_a_program_says_before_it_ends_is_shown()
    {
        SubjectCheck check = await Checks.Of("fails-at-start");

        Assert.StartsWith(
            "hmmspec: The subject ended with exit code 7 when it was asked for its hello.\n",
            check.Screen,
            StringComparison.Ordinal
        );
        Assert.Contains("standard error ends with\n  There is no device.\n", check.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("boasts", "was answered with unsupported")]
    [InlineData("always-unknown", "states are possible")]
    [InlineData("no-operations", "the subject carries out nothing that was to be run")]
    public async Task Why_nothing_can_be_said_is_said(string name, string why)
    {
        SubjectCheck check = await Checks.Of(name);

        Assert.Contains(why, check.Report!.Value.GetProperty("reason").GetString()!, StringComparison.Ordinal);
    }

    // What the runtime of a subject prints as it crashes stands further in.
    private static string OwnWords(string screen) =>
        string.Join(
            '\n',
            screen.Split('\n').Where(static line => !line.StartsWith("     at ", StringComparison.Ordinal))
        );

    // Of what broke the protocol there is no verdict; a report for machines calls that inconclusive.
    private static string VerdictOf(SubjectCheck check)
    {
        string verdict = check.Report?.GetProperty("verdict").GetString() ?? "none";
        bool hasFailed = check.Code is ExitCode.Protocol or ExitCode.Unavailable;
        return hasFailed && verdict == "inconclusive" ? "none" : verdict;
    }

    private static void AssertIsSaid(SubjectCheck check)
    {
        if (check.Report is not { } report)
        {
            Assert.StartsWith("hmmspec: The ", check.Screen, StringComparison.Ordinal);
            Assert.Contains("\nsubject    exec:", check.Screen, StringComparison.Ordinal);
            return;
        }

        JsonElement failure = report.GetProperty("adapter").GetProperty("failure");
        string sentence = failure.GetProperty("sentence").GetString()!;
        Assert.Matches("^The .*[^ ]$", sentence);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("finding").ValueKind);
        Assert.Equal("failed", report.GetProperty("end").GetString());
        Assert.Contains(sentence, check.Screen, StringComparison.Ordinal);
        Assert.Contains("\nsubject    exec:", check.Screen, StringComparison.Ordinal);
        Assert.EndsWith($"inconclusive: {sentence}\n", check.Screen, StringComparison.Ordinal);
    }
}
