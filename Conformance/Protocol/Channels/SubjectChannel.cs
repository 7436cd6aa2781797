namespace HmmSpec.Protocol;

/// <summary>Opens channels.</summary>
public static class SubjectChannel
{
    /// <summary>Starts the program, or connects to the socket; null, and why, if that does not succeed.</summary>
    public static ILineChannel? Open(SubjectAddress address, ChannelSettings settings, out StartFailure? failure) =>
        address switch
        {
            SubjectAddress.Program program => ProcessChannel.Start(program, settings, out failure),
            SubjectAddress.Tcp tcp => SocketChannel.Connect(tcp, settings, out failure),
            SubjectAddress.UnixSocket socket => SocketChannel.Connect(socket, settings, out failure),
        };
}
