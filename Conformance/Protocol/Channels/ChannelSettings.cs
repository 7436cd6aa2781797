namespace HmmSpec.Protocol;

/// <summary>How long a channel waits where the caller gives no deadline.</summary>
public sealed record ChannelSettings
{
    /// <summary>The longest line, without its line feed, in bytes.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>How long a subject may take to end by itself when its input ends, before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long is waited for what should follow at once: for the last output of a program that has ended, and for the end
    /// of a program whose output has ended. Something that it started may hold the output open for ever.
    /// </summary>
    public TimeSpan Remainder { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long connecting to a socket may take.</summary>
    public TimeSpan Connecting { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long is tried to kill what the subject started, which may start more meanwhile.</summary>
    public TimeSpan Killing { get; init; } = TimeSpan.FromSeconds(5);
}
