using System.Globalization;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Programs that write more than anybody wants to read.</summary>
public sealed class ProgramsThatFloodTests
{
    // Far more than is buffered, and far less than a flood.
    private const long Bound = 16 << 20;

    [LinuxFact]
    public void A_line_without_an_end_is_too_long_long_before_it_ends()
    {
        using ProcessChannel channel = Subject.Command("head -c 100000000 /dev/zero", Subject.Impatient);

        Assert.Equal(new ChannelFailure.TooLong(), channel.Failure());
        Assert.Equal(new ChannelFailure.TooLong(), channel.Failure());
        ChannelEvidence evidence = channel.End();
        Assert.Equal(0, evidence.LinesReceived);
        Assert.StartsWith("\\u0000\\u0000", evidence.HalfLine, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_line_may_be_as_long_as_allowed_and_not_a_byte_longer()
    {
        int longest = ChannelSettings.LongestLine;
        using ProcessChannel channel = Subject.Shell(
            $"head -c {longest} /dev/zero; echo; head -c {longest + 1} /dev/zero; echo"
        );

        Assert.Equal(longest, channel.Line().Length);
        Assert.Equal(new ChannelFailure.TooLong(), channel.Failure());
        channel.End();
    }

    [LinuxFact]
    public void Lines_without_an_end_that_nobody_asks_for_make_the_program_wait()
    {
        using ProcessChannel channel = Subject.Command("yes", Subject.Impatient);
        int program = Assert.Single(Subject.Living(channel.Token));
        long before;
        long written = 0;
        do
        {
            before = written;
            Thread.Sleep(Subject.Moment);
            written = Written(program);
            Assert.InRange(written, 0, Bound);
        } while (written == 0 || written != before);

        Assert.Equal("y", channel.Line());
        channel.End();
    }

    [LinuxFact]
    public void Standard_error_without_an_end_keeps_no_line_waiting()
    {
        using ProcessChannel channel = Subject.Shell("yes error >&2 & exec cat", Subject.Impatient);
        for (int number = 0; number < 1000; number++)
        {
            channel.Say($"{number}\n");
            Assert.Equal($"{number}", channel.Line());
        }

        ChannelEvidence evidence = channel.End();
        Assert.Equal(1, evidence.Leftovers);
        Assert.Equal(200, evidence.StandardError.Count);
        Assert.All(evidence.StandardError.SkipLast(1), static line => Assert.Equal("error", line));
    }

    [LinuxFact]
    public void Of_a_long_standard_error_without_line_feeds_the_end_is_kept()
    {
        using ProcessChannel channel = Subject.Shell(
            "head -c 50000000 /dev/zero | tr \"\\0\" x >&2; echo done; printf end >&2"
        );
        Assert.Equal("done", channel.Line());
        Assert.IsType<ChannelFailure.Ended>(channel.Failure());

        string line = Assert.Single(channel.End().StandardError);
        Assert.Equal("..." + new string('x', (32 * 1024) - 3) + "end", line);
    }

    [LinuxFact]
    public void A_program_that_floods_and_does_not_read_runs_into_the_deadline_of_sending()
    {
        using ProcessChannel channel = Subject.Command("yes", Subject.Impatient);
        ChannelFailure timeout = new ChannelFailure.Timeout(Subject.Moment, Sending: true);

        Assert.Equal(timeout, channel.Send(new byte[10_000_000], Subject.Moment));
        Assert.Equal(timeout, channel.Send("{}\n"u8, Subject.Patience));
        Assert.Equal("y", channel.Line());
        channel.End();
    }

    [LinuxFact]
    public void A_program_that_floods_and_reads_takes_everything()
    {
        using ProcessChannel channel = Subject.Shell("yes & exec cat >/dev/null", Subject.Impatient);

        Assert.Null(channel.Send(new byte[10_000_000], Subject.Patience));
        Assert.Equal("y", channel.Line());
        channel.End();
    }

    [LinuxFact]
    public void The_longest_line_is_taken_from_a_program_that_reads_only_after_it_has_written_as_much()
    {
        int longest = ChannelSettings.LongestLine;
        using ProcessChannel channel = Subject.Shell($"head -c {longest} /dev/zero; echo; wc -c");

        Assert.Null(channel.Send([.. new byte[longest], (byte)'\n'], Subject.Patience));
        Assert.Equal(longest, channel.Line().Length);
        channel.Dispose();
        Assert.Equal(new ProgramExit(0), channel.End().Exit);
    }

    // How many bytes a process has written so far.
    private static long Written(int process) =>
        Subject
            .Content($"/proc/{process}/io")
            .Split('\n')
            .Where(static line => line.StartsWith("wchar: ", StringComparison.Ordinal))
            .Select(static line => long.Parse(line.AsSpan(7), CultureInfo.InvariantCulture))
            .FirstOrDefault();
}
