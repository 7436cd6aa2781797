using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Programs that end, fall silent, or close a stream, too early.</summary>
public sealed class ProgramsThatEndTests
{
    [LinuxFact]
    public void One_that_exits_at_once_is_known_by_its_exit_code()
    {
        using ProcessChannel channel = Subject.Shell("exit 7");
        ChannelFailure ended = new ChannelFailure.Ended(new ProgramExit(7));

        Assert.Equal(ended, channel.Failure());
        Assert.Equal(ended, channel.Failure());
        Assert.Equal("ended with exit code 7", ended.Words);
        Assert.Equal(new ProgramExit(7), channel.End().Exit);
    }

    [LinuxFact]
    public void One_that_is_gone_takes_no_lines()
    {
        using ProcessChannel channel = Subject.Shell("exit 7");
        Assert.Equal(new ChannelFailure.Ended(new ProgramExit(7)), SendUntilRefused(channel));
        channel.End();
    }

    [LinuxFact]
    public void One_that_a_signal_kills_is_known_by_the_signal()
    {
        using ProcessChannel channel = Subject.Shell("kill -TERM $$");
        ChannelFailure.Ended ended = Assert.IsType<ChannelFailure.Ended>(channel.Failure());

        Assert.Equal(15, ended.Exit!.Signal);
        Assert.Equal("ended with SIGTERM (exit code 143)", ended.Words);
        Assert.False(channel.End().Killed);
    }

    [LinuxFact]
    public void One_that_says_nothing_runs_into_the_deadline_and_may_answer_later()
    {
        using ProcessChannel channel = Subject.Shell("read line; echo \"$line\"; exec cat");
        Assert.Equal(new ChannelFailure.Timeout(Subject.Moment, Sending: false), channel.Failure(Subject.Moment));

        channel.Say("late\n");
        Assert.Equal("late", channel.Line());
        channel.End();
    }

    [LinuxFact]
    public void No_time_at_all_is_a_deadline_too()
    {
        using ProcessChannel channel = Subject.Command("cat");
        Assert.Equal(new ChannelFailure.Timeout(TimeSpan.Zero, Sending: false), channel.Failure(TimeSpan.Zero));
        channel.End();
    }

    [LinuxFact]
    public void Half_a_line_before_the_end_is_no_line()
    {
        using ProcessChannel channel = Subject.Shell("echo whole; printf half; exit 2");

        Assert.Equal("whole", channel.Line());
        Assert.Equal(new ChannelFailure.HalfLine(4, new ProgramExit(2)), channel.Failure());
        ChannelEvidence evidence = channel.End();
        Assert.Equal(("whole", "half"), (evidence.LastLine, evidence.HalfLine));
    }

    [LinuxFact]
    public void Half_a_line_and_silence_runs_into_the_deadline_and_is_shown()
    {
        using ProcessChannel channel = Subject.Shell("printf half; exec cat");
        while (channel.Evidence.HalfLine is null)
        {
            Assert.IsType<ChannelFailure.Timeout>(channel.Failure(Subject.Moment));
        }

        Assert.Equal("half", channel.Evidence.HalfLine);
        channel.Say(" and whole\n");
        Assert.Equal("half and whole", channel.Line());
        Assert.Null(channel.End().HalfLine);
    }

    [LinuxFact]
    public void One_that_closes_its_input_and_lives_on_is_told_apart()
    {
        using ProcessChannel channel = Subject.Shell("exec 0<&-; exec sleep 60", Subject.Impatient);

        Assert.Equal(new ChannelFailure.Closed(ClosedEnd.Input), SendUntilRefused(channel));
        Assert.Equal(new ChannelFailure.Closed(ClosedEnd.Input), channel.Failure(Subject.Moment));
        ChannelEvidence evidence = channel.End();
        Assert.True(evidence.Killed);
        Assert.Equal(9, evidence.Exit!.Signal);
    }

    [LinuxFact]
    public void One_that_closes_its_output_and_lives_on_is_told_apart()
    {
        using ProcessChannel channel = Subject.Shell("exec 1>&-; exec sleep 60", Subject.Impatient);

        Assert.Equal(new ChannelFailure.Closed(ClosedEnd.Output), channel.Failure());
        Assert.True(channel.End().Killed);
    }

    [LinuxFact]
    public void One_that_ends_while_a_child_holds_its_output_has_ended()
    {
        using ProcessChannel channel = Subject.Shell("sleep 60 & exit 0", Subject.Impatient);

        Assert.Equal(new ChannelFailure.Ended(new ProgramExit(0)), channel.Failure());
        Assert.Equal(1, channel.End().Leftovers);
    }

    [LinuxFact]
    public void A_caller_who_waits_is_woken_when_another_thread_ends_the_channel()
    {
        using ProcessChannel channel = Subject.Shell("exec sleep 60", Subject.Impatient);
        ChannelFailure? failure = null;
        Thread waiting = new(() => failure = channel.Failure());
        waiting.Start();
        channel.End();
        waiting.Join();

        Assert.Equal(new ChannelFailure.Closed(ClosedEnd.Channel), failure);
    }

    // Until the program has closed its input the lines go into the pipe.
    private static ChannelFailure? SendUntilRefused(ProcessChannel channel)
    {
        ChannelFailure? failure = null;
        while (failure is null)
        {
            failure = channel.Send("{}\n"u8, Subject.Patience);
        }

        return failure;
    }
}
