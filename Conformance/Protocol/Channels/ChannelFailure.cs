using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>Why a line could not be sent or received.</summary>
[Closed]
public abstract record ChannelFailure
{
    private ChannelFailure() { }

    /// <summary>What happened, as the end of a sentence that begins with the subject.</summary>
    public abstract string Words { get; }

    /// <summary>Nothing came, or nothing was taken, in time.</summary>
    /// <param name="Deadline">The time that there was.</param>
    /// <param name="Sending">Whether it did not read, rather than not write.</param>
    public sealed record Timeout(TimeSpan Deadline, bool Sending) : ChannelFailure
    {
        /// <inheritdoc/>
        public override string Words =>
            $"{(Sending ? "read nothing more" : "said nothing")} for {Deadline.TotalSeconds:0.###} s";
    }

    /// <summary>The program ended, or the connection was closed, after a whole line.</summary>
    /// <param name="Exit">How the program ended; null for a connection.</param>
    public sealed record Ended(ProgramExit? Exit) : ChannelFailure
    {
        /// <inheritdoc/>
        public override string Words => Exit is null ? "closed the connection" : $"ended with {Exit}";
    }

    /// <summary>The output ended within a line.</summary>
    /// <param name="Length">How many bytes of the line came.</param>
    /// <param name="Exit">How the program ended; null for a connection, and if the program lives on.</param>
    public sealed record HalfLine(int Length, ProgramExit? Exit) : ChannelFailure
    {
        /// <inheritdoc/>
        public override string Words =>
            $"ended its output after {Length} bytes of a line without a line feed"
            + (Exit is null ? "" : $", and ended with {Exit}");
    }

    /// <summary>A line is longer than <see cref="ChannelSettings.LongestLine"/>.</summary>
    public sealed record TooLong : ChannelFailure
    {
        /// <inheritdoc/>
        public override string Words => $"wrote a line of more than {ChannelSettings.LongestLine} bytes";
    }

    /// <summary>One direction is closed although the program lives on, or this side has ended the channel.</summary>
    /// <param name="End">What is closed.</param>
    public sealed record Closed(ClosedEnd End) : ChannelFailure
    {
        /// <inheritdoc/>
        public override string Words =>
            End switch
            {
                ClosedEnd.Input => "closed its input and lives on",
                ClosedEnd.Output => "closed its output and lives on",
                ClosedEnd.Channel => "was ended by hmmspec",
            };
    }
}
