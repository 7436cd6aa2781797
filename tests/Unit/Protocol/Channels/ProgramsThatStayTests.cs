using System.Globalization;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Programs that do not end when they should, and those that leave others behind.</summary>
public sealed class ProgramsThatStayTests
{
    [LinuxFact]
    public void One_that_ignores_every_polite_signal_is_killed()
    {
        using ProcessChannel channel = Subject.Shell(
            "trap \"\" TERM INT HUP QUIT; echo ready; while :; do sleep 60; done",
            Subject.Impatient
        );
        Assert.Equal("ready", channel.Line());

        ChannelEvidence evidence = channel.End();
        Assert.True(evidence.Killed);
        Assert.Equal(9, evidence.Exit!.Signal);
        Assert.Contains("SIGKILL (exit code 137), killed by hmmspec", evidence.Text(), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void One_that_ends_with_its_input_is_given_the_time_for_it()
    {
        using ProcessChannel channel = Subject.Shell("cat; sleep 0.3; exit 5");

        ChannelEvidence evidence = channel.End();
        Assert.False(evidence.Killed);
        Assert.Equal(new ProgramExit(5), evidence.Exit);
    }

    [LinuxFact]
    public void Children_that_end_a_little_later_by_themselves_are_not_held_against_it()
    {
        using ProcessChannel channel = Subject.Shell("(exec sleep 0.3) & exec cat");
        Assert.Equal(0, channel.End().Leftovers);
    }

    [LinuxFact]
    public void Children_in_sessions_of_their_own_are_killed_and_counted()
    {
        using ProcessChannel channel = Subject.Shell(
            "(setsid sleep 60 &); setsid sleep 60 & echo started; exec cat",
            Subject.Impatient
        );
        Assert.Equal("started", channel.Line());

        ChannelEvidence evidence = channel.End();
        Assert.False(evidence.Killed);
        Assert.Equal(2, evidence.Leftovers);
        Assert.Contains("left over  2 of its processes", evidence.Text(), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_child_without_the_environment_is_known_by_its_parent()
    {
        using ProcessChannel channel = Subject.Shell(
            "env -i sleep 60 </dev/null >/dev/null 2>&1 & echo $!; exec cat",
            Subject.Impatient
        );
        int child = int.Parse(channel.Line(), CultureInfo.InvariantCulture);

        Assert.Equal(1, channel.End().Leftovers);
        Assert.False(Subject.Lives(child));
    }

    [LinuxFact]
    public void A_child_without_environment_and_parent_is_known_by_the_stream_that_it_holds()
    {
        using ProcessChannel channel = Subject.Shell("(env -i setsid sleep 60 & echo $!); exec cat", Subject.Impatient);
        int child = int.Parse(channel.Line(), CultureInfo.InvariantCulture);

        Assert.Equal(1, channel.End().Leftovers);
        Assert.False(Subject.Lives(child));
    }

    [LinuxFact]
    public void Children_that_start_more_children_are_killed_until_none_is_left()
    {
        const string Restless = "while :; do sleep 60 & sleep 0.01; done";
        using ProcessChannel channel = Subject.Shell(
            $"for n in 1 2 3; do setsid sh -c \"{Restless}\" & done; echo started; exec cat",
            Subject.Impatient
        );
        Assert.Equal("started", channel.Line());

        Assert.InRange(channel.End().Leftovers, 3, int.MaxValue);
    }

    [LinuxFact]
    public void The_token_is_found_in_a_large_environment_wherever_it_lies()
    {
        // It begins ten bytes before the end of the first 8 KiB, which are read at once.
        string padding = new('x', 8192 - 10 - $"P=\0{ProcessChannel.TokenVariable}=".Length);
        using ProcessChannel channel = Subject.Shell(
            $"(env -i P={padding} {ProcessChannel.TokenVariable}=\"${ProcessChannel.TokenVariable}\" "
                + "/bin/sleep 60 </dev/null >/dev/null 2>&1 & echo $!); exec cat",
            Subject.Impatient
        );
        int child = int.Parse(channel.Line(), CultureInfo.InvariantCulture);

        Assert.Equal(1, channel.End().Leftovers);
        Assert.False(Subject.Lives(child));
    }

    [LinuxFact]
    public void A_subject_of_a_subject_is_known_to_both()
    {
        using ProcessChannel channel = Subject.Shell(
            $"{ProcessChannel.TokenVariable}=\"${ProcessChannel.TokenVariable} other\" setsid sleep 60 & echo started; exec cat",
            Subject.Impatient
        );
        Assert.Equal("started", channel.Line());

        Assert.Equal(1, channel.End().Leftovers);
    }
}
