using System.Buffers;
using System.Text;

namespace HmmSpec.Protocol;

/// <summary>
/// A conversation with a subject, line by line, in which lines can be sent that nobody should send. A reply that is an
/// error is a reply like others; what is no reply at all is thrown as <see cref="SubjectException"/>, and ends it.
/// </summary>
public sealed class RawSession : IDisposable
{
    private readonly WireSettings _settings;
    private readonly ILineChannel _channel;
    private readonly LineReader _reader = new();
    private readonly LineWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _id;

    private RawSession(ILineChannel channel, WireSettings settings)
    {
        _channel = channel;
        _settings = settings;
    }

    /// <summary>What is known of the subject by now.</summary>
    public ChannelEvidence Evidence => _channel.Evidence;

    /// <summary>Whether it has ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why a line could not be sent or received; null if all could.</summary>
    public ChannelFailure? Failure { get; private set; }

    /// <summary>Starts or reaches the subject, and says nothing to it.</summary>
    /// <exception cref="SubjectException">That did not succeed.</exception>
    public static RawSession Open(SubjectAddress address, WireSettings settings)
    {
        ILineChannel? channel = SubjectChannel.Open(address, settings.Channel, out StartFailure? failure);
        return channel is not null
            ? new RawSession(channel, settings)
            : throw new SubjectException(new SubjectFailure(SubjectFailureKind.Unavailable, failure!.Sentence, null));
    }

    /// <summary>A number that no request of this session has had.</summary>
    public long NextId() => ++_id;

    /// <summary>Sends a request, and takes the reply.</summary>
    public Reply Ask(Request request)
    {
        _buffer.ResetWrittenCount();
        _writer.Write(_buffer, request);
        AwaitedReply awaited = AwaitedReply.To(request);
        return Exchange(awaited, WireSession.Asked(awaited));
    }

    /// <summary>Sends a line as it is, and takes what has to be the reply.</summary>
    /// <param name="line">The line without its line feed, good or bad.</param>
    /// <param name="awaited">What the reply has to be, if it is no error.</param>
    /// <param name="asked">What it is called when something goes wrong.</param>
    public Reply Ask(string line, AwaitedReply awaited, string asked) =>
        Ask(Encoding.UTF8.GetBytes(line), awaited, asked);

    /// <inheritdoc cref="Ask(string, AwaitedReply, string)"/>
    public Reply Ask(ReadOnlySpan<byte> line, AwaitedReply awaited, string asked)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write(line);
        _buffer.Write("\n"u8);
        return Exchange(awaited, asked);
    }

    /// <summary>The next line, whatever it is; for when nothing was asked for.</summary>
    public ReceivedLine Next(TimeSpan deadline) => _channel.Receive(deadline);

    /// <inheritdoc/>
    public void Dispose()
    {
        IsOver = true;
        _channel.Dispose();
        _writer.Dispose();
    }

    private Reply Exchange(AwaitedReply awaited, string asked)
    {
        if (_channel.Send(_buffer.WrittenSpan, _settings.Deadline) is { } unsent)
        {
            throw Fail(awaited, unsent, asked);
        }

        ReceivedLine line = _channel.Receive(_settings.DeadlineOf(awaited.Kind));
        return line.Failure is { } failure ? throw Fail(awaited, failure, asked)
            : _reader.TryReadReply(line.Bytes.Span, awaited, out Reply? reply, out LineProblem? problem) ? reply
            : throw Fail(
                SubjectFailureKind.Protocol,
                $"The reply to {asked} cannot be taken: {problem.Sentence} It was: {problem.Line}"
            );
    }

    private SubjectException Fail(AwaitedReply awaited, ChannelFailure failure, string asked)
    {
        Failure = failure;
        return Fail(
            awaited.Kind == RequestKind.Hello ? WireSession.OfHello(failure) : WireSession.Of(failure),
            WireSession.Sentence(failure, asked)
        );
    }

    private SubjectException Fail(SubjectFailureKind kind, string sentence)
    {
        Dispose();
        return new SubjectException(new SubjectFailure(kind, sentence, Evidence));
    }
}
