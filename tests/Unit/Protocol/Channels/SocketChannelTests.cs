using System.Net;
using System.Net.Sockets;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Subjects that listen on a socket.</summary>
public sealed class SocketChannelTests
{
    [Fact]
    public void An_echo_over_TCP_comes_back() => Echoes(static listening => listening.Tcp());

    [LinuxFact]
    public void An_echo_over_a_Unix_socket_comes_back() => Echoes(static listening => listening.Unix());

    [Fact]
    public void A_closed_connection_is_an_end()
    {
        using Listening listening = new();
        using ILineChannel channel = Opened(listening.Tcp());
        using (Socket peer = listening.Accept())
        {
            peer.Send("one\n"u8);
        }

        Assert.Equal("one", channel.Line());
        Assert.Equal(new ChannelFailure.Ended(null), channel.Failure());
        Assert.Equal("closed the connection", channel.Failure().Words);
    }

    [Fact]
    public void A_connection_closed_within_a_line_leaves_half_a_line()
    {
        using Listening listening = new();
        using ILineChannel channel = Opened(listening.Tcp());
        using (Socket peer = listening.Accept())
        {
            peer.Send("half"u8);
        }

        Assert.Equal(new ChannelFailure.HalfLine(4, null), channel.Failure());
    }

    [Fact]
    public void A_connection_that_is_reset_is_an_end_both_ways()
    {
        using Listening listening = new();
        using ILineChannel channel = Opened(listening.Tcp());
        using (Socket peer = listening.Accept())
        {
            peer.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        Assert.Equal(new ChannelFailure.Ended(null), channel.Failure());
        ChannelFailure? failure = null;
        while (failure is null)
        {
            failure = channel.Send("{}\n"u8, Subject.Patience);
        }

        Assert.Equal(new ChannelFailure.Ended(null), failure);
    }

    [Fact]
    public void A_silent_peer_runs_into_the_deadline_and_one_that_does_not_read_too()
    {
        using Listening listening = new();
        using ILineChannel channel = Opened(listening.Tcp(), Subject.Impatient);
        using Socket peer = listening.Accept();

        Assert.Equal(new ChannelFailure.Timeout(Subject.Moment, Sending: false), channel.Failure(Subject.Moment));
        Assert.Equal(
            new ChannelFailure.Timeout(Subject.Moment, Sending: true),
            channel.Send(new byte[100_000_000], Subject.Moment)
        );
    }

    [Fact]
    public void The_sending_ends_with_the_channel_and_the_last_lines_are_delivered()
    {
        using Listening listening = new();
        using ILineChannel channel = Opened(listening.Tcp());
        using Socket peer = listening.Accept();
        channel.Say("{\"type\":\"bye\"}\n");
        Thread ending = new(channel.Dispose);
        ending.Start();

        using NetworkStream stream = new(peer, ownsSocket: false);
        using StreamReader reader = new(stream);
        Assert.Equal("{\"type\":\"bye\"}\n", reader.ReadToEnd());
        peer.Close();
        ending.Join();
    }

    [Fact]
    public void Nobody_may_listen()
    {
        SubjectAddress address;
        using (Listening listening = new())
        {
            address = listening.Tcp();
        }

        Assert.Equal(new StartFailure(StartProblem.Refused, $"Nobody listens on {address}."), FailureOf(address));
    }

    [LinuxFact]
    public void There_may_be_no_such_Unix_socket()
    {
        SubjectAddress address = new SubjectAddress.UnixSocket("/tmp/no/such/socket");

        Assert.Equal(
            new StartFailure(StartProblem.NotFound, $"There is no such socket: {address}."),
            FailureOf(address)
        );
    }

    [Fact]
    public void The_path_of_a_Unix_socket_may_be_too_long() =>
        Assert.Equal(StartProblem.Other, FailureOf(new SubjectAddress.UnixSocket(new string('x', 1000))).Problem);

    [LinuxFact]
    public void A_listener_whose_queue_is_full_does_not_answer()
    {
        using Listening listening = new();
        SubjectAddress address = listening.Unix();
        ChannelSettings settings = Subject.Impatient with { Connecting = Subject.Moment };
        List<ILineChannel?> channels = [];
        StartFailure? failure;
        do
        {
            channels.Add(SubjectChannel.Open(address, settings, out failure));
        } while (failure is null);

        listening.Dispose();
        channels.ForEach(static channel => channel?.Dispose());
        Assert.Equal(new StartFailure(StartProblem.TimedOut, $"{address} does not answer within 0.2 s."), failure);
    }

    private static void Echoes(Func<Listening, SubjectAddress> listen)
    {
        using Listening listening = new();
        SubjectAddress address = listen(listening);
        using ILineChannel channel = Opened(address);
        using Socket peer = listening.Accept();
        Thread echo = new(() =>
        {
            using NetworkStream stream = new(peer, ownsSocket: false);
            stream.CopyTo(stream);
            peer.Shutdown(SocketShutdown.Send);
        });
        echo.Start();
        string line = new('x', 100_000);
        channel.Say($"one\n{line}\n");
        Assert.Equal("one", channel.Line());
        Assert.Equal(line, channel.Line());
        channel.Dispose();
        echo.Join();

        Assert.Equal(address, channel.Evidence.Address);
        Assert.Equal((2, 2), (channel.Evidence.LinesSent, channel.Evidence.LinesReceived));
        Assert.Null(channel.Evidence.Exit);
    }

    private static ILineChannel Opened(SubjectAddress address, ChannelSettings? settings = null)
    {
        ILineChannel? channel = SubjectChannel.Open(address, settings ?? Subject.Patient, out StartFailure? failure);
        Assert.Null(failure);
        return channel!;
    }

    private static StartFailure FailureOf(SubjectAddress address)
    {
        using ILineChannel? channel = SubjectChannel.Open(address, Subject.Patient, out StartFailure? failure);
        Assert.Null(channel);
        return failure!;
    }

    private sealed class Listening : IDisposable
    {
        private Socket? _socket;
        private string? _path;

        public SubjectAddress.Tcp Tcp()
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _socket.Listen();
            return new SubjectAddress.Tcp("127.0.0.1", ((IPEndPoint)_socket.LocalEndPoint!).Port);
        }

        public SubjectAddress.UnixSocket Unix()
        {
            _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _socket.Bind(new UnixDomainSocketEndPoint(_path));
            _socket.Listen(1);
            return new SubjectAddress.UnixSocket(_path);
        }

        public Socket Accept() => _socket!.Accept();

        public void Dispose()
        {
            _socket?.Dispose();
            if (_path is not null)
            {
                File.Delete(_path);
            }
        }
    }
}
