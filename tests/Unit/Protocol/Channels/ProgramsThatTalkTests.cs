using System.Text;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Programs that do what they should.</summary>
public sealed class ProgramsThatTalkTests
{
    [LinuxFact]
    public void An_echo_comes_back_line_by_line()
    {
        using ProcessChannel channel = Subject.Command("cat");
        channel.Say("{\"type\":\"hello\"}\n\nlast\n");

        Assert.Equal("{\"type\":\"hello\"}", channel.Line());
        Assert.Equal("", channel.Line());
        Assert.Equal("last", channel.Line());

        ChannelEvidence evidence = channel.End();
        Assert.Equal(new ProgramExit(0), evidence.Exit);
        Assert.False(evidence.Killed);
        Assert.Equal(0, evidence.Leftovers);
        Assert.Equal((3, 23), (evidence.LinesSent, evidence.BytesSent));
        Assert.Equal((3, 20), (evidence.LinesReceived, evidence.BytesReceived));
        Assert.Equal("last", evidence.LastLine);
        Assert.Null(evidence.HalfLine);
    }

    [LinuxFact]
    public void A_carriage_return_before_the_line_feed_is_no_part_of_the_line()
    {
        using ProcessChannel channel = Subject.Command("cat");
        channel.Say("a\r\n\r\nb\rc\n");

        Assert.Equal(["a", "", "b\rc"], [channel.Line(), channel.Line(), channel.Line()]);
        channel.End();
    }

    [LinuxFact]
    public void Lines_of_all_lengths_arrive_whole_wherever_they_are_cut()
    {
        // Around the sizes of a pipe and of a chunk, and many small ones between them.
        int[] lengths =
        [
            .. Enumerable.Range(0, 2000).Select(static number => number * 37 % 300),
            65_534,
            65_535,
            65_536,
            65_537,
            0,
            1,
            131_072,
            200_001,
            ChannelSettings.LongestLine,
            3,
        ];
        using ProcessChannel channel = Subject.Command("cat");
        foreach (int[] some in lengths.Chunk(500))
        {
            channel.Say(string.Concat(some.Select(static length => Text(length) + "\n")));
            Assert.All(some, length => Assert.Equal(Text(length), channel.Line()));
        }

        channel.End();

        static string Text(int length) => string.Create(length, length, static (text, seed) => Fill(text, seed));

        static void Fill(Span<char> text, int seed)
        {
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = (char)('a' + ((seed + at) % 26));
            }
        }
    }

    [LinuxFact]
    public void All_that_was_written_before_the_end_arrives_although_a_child_holds_the_output()
    {
        ChannelSettings settings = Subject.Impatient with { Remainder = TimeSpan.FromSeconds(3) };
        using ProcessChannel channel = Subject.Shell("sleep 60 & seq 1 50000; exit 3", settings);

        Assert.All(Enumerable.Range(1, 50_000), number => Assert.Equal($"{number}", channel.Line()));
        Assert.Equal(new ChannelFailure.Ended(new ProgramExit(3)), channel.Failure());
        Assert.Equal(1, channel.End().Leftovers);
    }

    [LinuxFact]
    public void What_was_sent_is_still_delivered_when_the_channel_ends()
    {
        string file = Path.GetTempFileName();
        try
        {
            using ProcessChannel channel = Subject.Shell($"cat > \"{file}\"");
            string lines = string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 1000));
            channel.Say(lines);
            channel.End();

            Assert.Equal(lines, File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [LinuxFact]
    public void The_environment_and_the_arguments_are_passed_on()
    {
        using ProcessChannel channel = Subject.Command("sh -c 'echo \"$1|$HMMSPEC_SUBJECT\"' name 'two words'");

        Assert.Equal($"two words|{channel.Token}", channel.Line());
        channel.End();
    }

    [LinuxFact]
    public void The_evidence_shows_standard_error_and_moves_no_cursor()
    {
        using ProcessChannel channel = Subject.Shell("printf \"one\\ntwo\\033[2J\\377\\n\" >&2; exit 4");
        Assert.Equal(new ChannelFailure.Ended(new ProgramExit(4)), channel.Failure());

        ChannelEvidence evidence = channel.End();
        Assert.Equal(["one", "two\\u001b[2J\uFFFD"], evidence.StandardError);
        Assert.Contains("ended      exit code 4\n", evidence.Text(), StringComparison.Ordinal);
        Assert.EndsWith(
            "standard error ends with\n  one\n  two\\u001b[2J\uFFFD\n",
            evidence.Text(),
            StringComparison.Ordinal
        );
    }

    [LinuxFact]
    public void Of_a_long_line_the_evidence_keeps_the_beginning()
    {
        using ProcessChannel channel = Subject.Command("cat");
        channel.Say(new string('ä', 5000) + "\n");
        _ = channel.Line();

        Assert.Equal(new string('ä', 200) + "...", channel.End().LastLine);
    }

    [LinuxFact]
    public void Two_subjects_at_once_do_not_hold_each_other()
    {
        using ProcessChannel first = Subject.Command("cat");
        using ProcessChannel second = Subject.Command("cat");
        Assert.NotEqual(first.Token, second.Token);

        Assert.Equal(new ProgramExit(0), first.End().Exit);
        second.Say("still here\n");
        Assert.Equal("still here", second.Line());
        Assert.Equal(new ProgramExit(0), second.End().Exit);
    }

    [LinuxFact]
    public void To_end_a_channel_twice_does_nothing_more()
    {
        ProcessChannel channel = Subject.Command("cat");
        ChannelEvidence evidence = channel.End();
        channel.Dispose();

        Assert.Equal(evidence.Exit, channel.Evidence.Exit);
        Assert.Equal(new ChannelFailure.Closed(ClosedEnd.Channel), channel.Failure());
        Assert.Equal(
            new ChannelFailure.Closed(ClosedEnd.Channel),
            channel.Send(Encoding.UTF8.GetBytes("x\n"), Subject.Patience)
        );
    }
}
