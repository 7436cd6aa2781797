namespace HmmSpec.Protocol;

/// <summary>Lines both ways over two streams, and what is counted and kept of them.</summary>
internal sealed class LineExchange
{
    private const int ShownCharacters = 200;
    private const byte LineFeed = (byte)'\n';

    private readonly IPeer _peer;
    private readonly TimeSpan _remainder;
    private readonly IncomingLines _incoming;
    private readonly OutgoingBytes _outgoing;
    private readonly byte[] _last = new byte[PrintableText.BytesFor(ShownCharacters)];
    private int _lastLength = -1;
    private bool _lastIsLonger;
    private long _linesSent;
    private long _bytesSent;
    private long _linesReceived;
    private long _bytesReceived;
    private ChannelFailure? _sendFailure;
    private ChannelFailure? _receiveFailure;
    private volatile bool _closed;

    public LineExchange(IPeer peer, Stream input, Action closeInput, Stream output, TimeSpan remainder, string name)
    {
        _peer = peer;
        _remainder = remainder;
        _incoming = new(output, name);
        _outgoing = new(input, closeInput, name);
    }

    /// <summary>See <see cref="ILineChannel.Send"/>.</summary>
    public ChannelFailure? Send(ReadOnlySpan<byte> lines, TimeSpan deadline)
    {
        if (_sendFailure is not null)
        {
            return _sendFailure;
        }

        if (_outgoing.Add(lines, deadline))
        {
            _linesSent += lines.Count(LineFeed);
            _bytesSent += lines.Length;
            return null;
        }

        return _sendFailure =
            _closed ? new ChannelFailure.Closed(ClosedEnd.Channel)
            : _outgoing.IsBroken ? _peer.End(_peer.Exit(_remainder), ClosedEnd.Input)
            : new ChannelFailure.Timeout(deadline, Sending: true);
    }

    /// <summary>See <see cref="ILineChannel.Receive"/>.</summary>
    public ReceivedLine Receive(TimeSpan deadline)
    {
        if (_receiveFailure is not null)
        {
            return new(_receiveFailure);
        }

        Countdown countdown = new(deadline);
        while (!_closed)
        {
            switch (_incoming.Take(out ReadOnlyMemory<byte> line))
            {
                case LineState.Line:
                    Keep(line.Span);
                    return new(line);
                case LineState.TooLong:
                    return Fail(new ChannelFailure.TooLong());
                case LineState.End:
                    return Fail(EndOfOutput(countdown.Left));
                case LineState.Nothing:
                    break;
            }

            // Of a program that is gone no more comes than what is on the way, however long its children hold the stream.
            bool gone = _peer.IsGone;
            TimeSpan left = countdown.Left;
            if (_incoming.Wait(gone && _remainder < left ? _remainder : left))
            {
                continue;
            }

            return gone ? Fail(EndOfOutput(countdown.Left)) : Silence(deadline);
        }

        return Fail(new ChannelFailure.Closed(ClosedEnd.Channel));
    }

    /// <summary>Says that the peer is gone: from now on no more than so many bytes are read.</summary>
    public void PeerIsGone(long remaining)
    {
        _incoming.Limit(remaining);
        _incoming.Nudge();
    }

    /// <summary>Ends the sending, after what was taken, and keeps nothing more of what comes.</summary>
    public void Close()
    {
        _closed = true;
        _outgoing.Complete();
        _incoming.Discard();
        _incoming.Nudge();
    }

    /// <summary>Waits until the subject's output has ended.</summary>
    public bool JoinReader(TimeSpan time) => _incoming.Join(time);

    /// <summary>Waits until the subject's input is closed.</summary>
    public bool JoinWriter(TimeSpan time) => _outgoing.Join(time);

    /// <summary>Adds what is known here.</summary>
    public ChannelEvidence AddTo(ChannelEvidence evidence) =>
        evidence with
        {
            LinesSent = _linesSent,
            BytesSent = _bytesSent,
            LinesReceived = _linesReceived,
            BytesReceived = _bytesReceived,
            LastLine =
                _lastLength < 0
                    ? null
                    : PrintableText.Start(_last.AsSpan(0, _lastLength), ShownCharacters, _lastIsLonger),
            HalfLine = _incoming.HalfLine.IsEmpty ? null : PrintableText.Start(_incoming.HalfLine, ShownCharacters),
        };

    private ReceivedLine Fail(ChannelFailure failure)
    {
        _receiveFailure = failure;
        return new(failure);
    }

    // Not final, unless the subject cannot have seen what it was asked.
    private ReceivedLine Silence(TimeSpan deadline) =>
        _outgoing.IsBroken
            ? Fail(new ChannelFailure.Closed(ClosedEnd.Input))
            : new(new ChannelFailure.Timeout(deadline, Sending: false));

    private ChannelFailure EndOfOutput(TimeSpan left)
    {
        ProgramExit? exit = _peer.Exit(left < _remainder ? left : _remainder);
        int half = _incoming.HalfLine.Length;
        return half > 0 ? new ChannelFailure.HalfLine(half, exit) : _peer.End(exit, ClosedEnd.Output);
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        _linesReceived++;
        _bytesReceived += line.Length;
        _lastIsLonger = line.Length > _last.Length;
        _lastLength = Math.Min(line.Length, _last.Length);
        line[.._lastLength].CopyTo(_last);
    }
}
