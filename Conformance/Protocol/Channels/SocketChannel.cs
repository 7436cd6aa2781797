using System.Net;
using System.Net.Sockets;

namespace HmmSpec.Protocol;

/// <summary>Lines over a connection to a program that somebody else has started and will end.</summary>
public sealed class SocketChannel : ILineChannel, IPeer
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(20);

    private readonly SubjectAddress _address;
    private readonly ChannelSettings _settings;
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly LineExchange _lines;
    private int _disposed;

    private SocketChannel(SubjectAddress address, ChannelSettings settings, Socket socket)
    {
        _address = address;
        _settings = settings;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _lines = new(this, _stream, EndSending, _stream, settings.Remainder, address.ToString());
    }

    /// <inheritdoc/>
    public ChannelEvidence Evidence => _lines.AddTo(new ChannelEvidence { Address = _address });

    bool IPeer.IsGone => false;

    /// <summary>Connects to a TCP port.</summary>
    public static SocketChannel? Connect(
        SubjectAddress.Tcp address,
        ChannelSettings settings,
        out StartFailure? failure
    ) =>
        Connect(
            address,
            settings,
            static () => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
            () => new DnsEndPoint(address.Host, address.Port),
            out failure
        );

    /// <summary>Connects to a Unix socket.</summary>
    public static SocketChannel? Connect(
        SubjectAddress.UnixSocket address,
        ChannelSettings settings,
        out StartFailure? failure
    ) =>
        Connect(
            address,
            settings,
            static () => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
            () => new UnixDomainSocketEndPoint(address.Path),
            out failure
        );

    /// <inheritdoc/>
    public ChannelFailure? Send(ReadOnlySpan<byte> lines, TimeSpan deadline) => _lines.Send(lines, deadline);

    /// <inheritdoc/>
    public ReceivedLine Receive(TimeSpan deadline) => _lines.Receive(deadline);

    /// <summary>Ends the sending, gives the other side a little time to end as well, and closes the connection.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _lines.Close();
        _lines.JoinReader(_settings.Grace);
        // Wakes both threads, wherever they wait.
        _stream.Dispose();
        _lines.JoinReader(_settings.Remainder);
        _lines.JoinWriter(_settings.Remainder);
    }

    ProgramExit? IPeer.Exit(TimeSpan time) => null;

    ChannelFailure IPeer.End(ProgramExit? exit, ClosedEnd end) => new ChannelFailure.Ended(exit);

    private static SocketChannel? Connect(
        SubjectAddress address,
        ChannelSettings settings,
        Func<Socket> open,
        Func<EndPoint> endPoint,
        out StartFailure? failure
    )
    {
        Countdown countdown = new(settings.Connecting);
        while (true)
        {
            Socket? socket = null;
            try
            {
                socket = open();
                using CancellationTokenSource patience = new(countdown.Left);
                socket.ConnectAsync(endPoint(), patience.Token).AsTask().GetAwaiter().GetResult();
                failure = null;
                return new SocketChannel(address, settings, socket);
            }
            catch (SocketException exception)
                when (exception.SocketErrorCode == SocketError.WouldBlock && countdown.Left > TimeSpan.Zero)
            {
                // A Unix socket that nobody accepts from refuses at once when its queue is full, where TCP waits.
                socket?.Dispose();
                Thread.Sleep(Retry);
            }
            catch (Exception exception)
                when (exception
                        is SocketException
                            or OperationCanceledException
                            or ArgumentException
                            or NotSupportedException
                )
            {
                socket?.Dispose();
                failure = Explain(address, settings, exception);
                return null;
            }
        }
    }

    private static StartFailure Explain(SubjectAddress address, ChannelSettings settings, Exception exception)
    {
        string shown = PrintableText.Escape(address.ToString());
        return exception switch
        {
            OperationCanceledException
            or SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock } => new(
                StartProblem.TimedOut,
                $"{shown} does not answer within {settings.Connecting.TotalSeconds:0.###} s."
            ),
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new(
                StartProblem.Refused,
                $"Nobody listens on {shown}."
            ),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => new(
                StartProblem.NotFound,
                $"There is no such host: {shown}."
            ),
            // What .NET makes of ENOENT.
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
                when address is SubjectAddress.UnixSocket => new(
                StartProblem.NotFound,
                $"There is no such socket: {shown}."
            ),
            _ => new(
                StartProblem.Other,
                $"{shown} cannot be connected to: {PrintableText.Escape(exception.Message.TrimEnd('.'))}."
            ),
        };
    }

    // To end the sending must not end the receiving: the last reply may still be on its way.
    private void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The connection is gone already.
        }
    }
}
