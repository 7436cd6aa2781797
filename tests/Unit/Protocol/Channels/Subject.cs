using System.Globalization;
using System.Text;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>A program under test, and whether anything of it is left.</summary>
internal static class Subject
{
    /// <summary>More than any test needs; it only keeps a broken one from hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>For what is not going to happen.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits long for what will happen on a busy machine too.</summary>
    public static readonly ChannelSettings Patient = new() { Grace = Patience, Remainder = Patience };

    /// <summary>For programs that do not end, and streams that do not: what is waited for is not going to happen.</summary>
    public static readonly ChannelSettings Impatient = new() { Grace = Moment, Remainder = Moment };

    /// <summary>Starts a script of the shell.</summary>
    public static ProcessChannel Shell(string script, ChannelSettings? settings = null) =>
        Started(new SubjectAddress.Program($"sh -c '{script}'", ["sh", "-c", script]), settings);

    /// <summary>Starts a command.</summary>
    public static ProcessChannel Command(string command, ChannelSettings? settings = null) =>
        Started((SubjectAddress.Program)SubjectAddress.Parse($"exec:{command}", out _)!, settings);

    /// <summary>Receives a line that has to come.</summary>
    public static string Line(this ILineChannel channel)
    {
        ReceivedLine received = channel.Receive(Patience);
        Assert.Null(received.Failure);
        return Encoding.UTF8.GetString(received.Bytes.Span);
    }

    /// <summary>Receives a failure that has to come.</summary>
    public static ChannelFailure Failure(this ILineChannel channel, TimeSpan? deadline = null)
    {
        ReceivedLine received = channel.Receive(deadline ?? Patience);
        Assert.False(received.IsLine);
        return received.Failure;
    }

    /// <summary>Sends what has to be taken.</summary>
    public static void Say(this ILineChannel channel, string lines) =>
        Assert.Null(channel.Send(Encoding.UTF8.GetBytes(lines), Patience));

    /// <summary>Ends the channel; nothing may be left that has the token.</summary>
    public static ChannelEvidence End(this ProcessChannel channel)
    {
        channel.Dispose();
        Assert.Empty(Living(channel.Token));
        Assert.Equal(0, channel.Evidence.Survivors);
        return channel.Evidence;
    }

    /// <summary>The processes with a token in their environment, found without the help of what is tested.</summary>
    public static IReadOnlyList<int> Living(string token) =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Select(static folder => Path.GetFileName(folder))
                .Where(static name => name.All(char.IsAsciiDigit))
                .Where(name => Content($"/proc/{name}/environ").Contains(token, StringComparison.Ordinal))
                .Select(static name => int.Parse(name, CultureInfo.InvariantCulture)),
        ];

    /// <summary>Whether a process runs: one that waits for its parent to ask how it ended does not.</summary>
    public static bool Lives(int id)
    {
        string status = Content($"/proc/{id}/stat");
        return status.Length > 0 && status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
    }

    /// <summary>What a file of /proc says; nothing if the process has ended.</summary>
    public static string Content(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static ProcessChannel Started(SubjectAddress.Program address, ChannelSettings? settings)
    {
        ProcessChannel? channel = ProcessChannel.Start(address, settings ?? Patient, out StartFailure? failure);
        Assert.Null(failure);
        return channel!;
    }
}
