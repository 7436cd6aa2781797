using System.Buffers;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// One conversation with a subject, from hello to bye. Whatever goes wrong is thrown as <see cref="SubjectException"/>, and
/// nothing more can be asked then.
/// </summary>
internal sealed class WireSession : IDisposable
{
    private readonly WireSettings _settings;
    private readonly ILineChannel _channel;
    private readonly LineReader _reader = new();
    private readonly LineWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Queue<AwaitedReply> _awaited = new();
    private long _id;
    private bool _isBroken;

    private WireSession(ILineChannel channel, WireSettings settings)
    {
        _channel = channel;
        _settings = settings;
    }

    /// <summary>What the subject said of itself.</summary>
    public Reply.Hello Greeting { get; private set; } = null!;

    /// <summary>What is known of the subject by now.</summary>
    public ChannelEvidence Evidence => _channel.Evidence;

    /// <summary>Whether a run has been begun.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Starts or reaches the subject, and greets it.</summary>
    public static WireSession Open(SubjectAddress address, WireSettings settings)
    {
        ILineChannel? channel = SubjectChannel.Open(address, settings.Channel, out StartFailure? failure);
        if (channel is null)
        {
            throw new SubjectException(new SubjectFailure(SubjectFailureKind.Unavailable, failure!.Sentence, null));
        }

        WireSession session = new(channel, settings);
        try
        {
            session.Greet();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Begins a run. That it could be begun is found out with the next reply.</summary>
    public void Reset(World world, Profile profile)
    {
        while (_awaited.Count > 0)
        {
            Take();
        }

        HasRun = true;
        Send(new Request.Reset(++_id, profile, world));
    }

    /// <summary>Asks for a batch of operations.</summary>
    public void Run(ReadOnlySpan<Operation> operations, ObservationLevel level)
    {
        _buffer.ResetWrittenCount();
        _writer.WriteRun(_buffer, ++_id, level, operations);
        Send(AwaitedReply.ToRun(_id, level, operations.Length));
    }

    /// <summary>Asks for two operations at the same time.</summary>
    public RacedAnswers Race(PairRace race)
    {
        Send(new Request.Race(++_id, race));
        return ((Reply.Raced)Receive()).Answers;
    }

    /// <summary>Asks for everything that can be seen.</summary>
    public StateObservation Observe()
    {
        Send(new Request.Observe(++_id));
        return ((Reply.State)Receive()).Seen;
    }

    /// <summary>The next reply that is not one to a reset.</summary>
    public Reply Receive()
    {
        Reply reply = Take();
        return reply is Reply.Ready ? Take() : reply;
    }

    private Reply Take()
    {
        AwaitedReply awaited = _awaited.Dequeue();
        ReceivedLine line = _channel.Receive(_settings.DeadlineOf(awaited.Kind));
        if (line.Failure is { } failure)
        {
            throw Fail(
                awaited.Kind == RequestKind.Hello ? OfHello(failure) : Of(failure),
                Sentence(failure, Asked(awaited)),
                awaited.Kind == RequestKind.Reset
            );
        }

        Record(line.Bytes.Span, ended: false);
        if (!_reader.TryReadReply(line.Bytes.Span, awaited, out Reply? reply, out LineProblem? problem))
        {
            throw Fail(
                SubjectFailureKind.Protocol,
                $"The reply to {Asked(awaited)} cannot be taken: {problem.Sentence} It was: {problem.Line}"
            );
        }

        if (awaited.Level == ObservationLevel.State && reply is Reply.Ran ran && LacksState(ran.Results) is int at)
        {
            throw Fail(
                SubjectFailureKind.Protocol,
                $"The reply to {Asked(awaited)} cannot be taken: result {at} has no state, which was asked for. "
                    + $"It was: {Lines.Show(line.Bytes.Span)}"
            );
        }

        return reply is Reply.Error error
            ? throw Fail(
                awaited.Kind == RequestKind.Hello ? SubjectFailureKind.Unavailable : SubjectFailureKind.Faulted,
                $"The adapter answered {Asked(awaited)} with an error: {error.Message}"
            )
            : reply;
    }

    // What is left out is not judged; a subject that leaves out everything would conform in what nobody has seen.
    private static int? LacksState(Sequence<Answer> answers)
    {
        for (int at = 0; at < answers.Count; at++)
        {
            if (answers[at] is { Kind: AnswerKind.Ended, State: null })
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Says goodbye as far as that is still possible, and ends the subject.</summary>
    /// <returns>Why that was no proper end; null if it was.</returns>
    public string? End()
    {
        if (_isBroken)
        {
            Dispose();
            return null;
        }

        try
        {
            while (_awaited.Count > 0)
            {
                Take();
            }

            Send(new Request.Bye(++_id));
            _ = Take();
            ReceivedLine more = _channel.Receive(_settings.Channel.Grace);
            return more.IsLine ? $"After its bye the subject wrote another line: {Lines.Show(more.Bytes.Span)}" : null;
        }
        catch (SubjectException exception)
        {
            return exception.Message;
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isBroken = true;
        _channel.Dispose();
        _writer.Dispose();
    }

    private void Greet()
    {
        Send(new Request.Hello(++_id, ProtocolVersions.Spoken, _settings.Tool, _settings.Specification));
        Greeting = (Reply.Hello)Take();
        if (!ProtocolVersions.Spoken.Contains(Greeting.Protocol))
        {
            throw Fail(
                SubjectFailureKind.Unavailable,
                $"The adapter speaks version {Greeting.Protocol} of the protocol; this hmmspec speaks {ProtocolVersions.Current}."
            );
        }
    }

    private void Send(Request request)
    {
        _buffer.ResetWrittenCount();
        _writer.Write(_buffer, request);
        Send(AwaitedReply.To(request));
    }

    private void Send(AwaitedReply awaited)
    {
        Record(_buffer.WrittenSpan, ended: true);
        if (_channel.Send(_buffer.WrittenSpan, _settings.Deadline) is { } failure)
        {
            AwaitedReply first = _awaited.TryPeek(out AwaitedReply earlier) ? earlier : awaited;
            throw Fail(
                first.Kind == RequestKind.Hello ? OfHello(failure) : Of(failure),
                Sentence(failure, Asked(first)),
                first.Kind == RequestKind.Reset
            );
        }

        _awaited.Enqueue(awaited);
    }

    private void Record(ReadOnlySpan<byte> line, bool ended)
    {
        if (_settings.Record is { } record)
        {
            record.Write(line);
            if (!ended)
            {
                record.WriteByte((byte)'\n');
            }
        }
    }

    private SubjectException Fail(SubjectFailureKind kind, string sentence, bool isAtReset = false)
    {
        _isBroken = true;
        _channel.Dispose();

        // Whoever falls silent in the middle of a line has broken the protocol.
        ChannelEvidence evidence = _channel.Evidence;
        bool isHalf = kind == SubjectFailureKind.Stopped && evidence.HalfLine is not null;
        SubjectFailureKind found = isHalf ? SubjectFailureKind.Protocol : kind;
        return new SubjectException(
            new SubjectFailure(IsBreakdown(found) ? SubjectFailureKind.Stopped : found, sentence, evidence)
            {
                IsAtReset = isAtReset,
            }
        );
    }

    // Before it has done anything nothing can have broken it.
    private bool IsBreakdown(SubjectFailureKind kind) =>
        kind == SubjectFailureKind.Protocol && _settings.IsAnswererJudged && HasRun;

    /// <summary>The kind of a failure of the channel while a hello is awaited.</summary>
    internal static SubjectFailureKind OfHello(ChannelFailure failure) =>
        Of(failure) == SubjectFailureKind.Protocol ? SubjectFailureKind.Protocol : SubjectFailureKind.Unavailable;

    /// <summary>The kind of a failure of the channel.</summary>
    internal static SubjectFailureKind Of(ChannelFailure failure) =>
        failure switch
        {
            ChannelFailure.Timeout or ChannelFailure.Ended or ChannelFailure.Closed => SubjectFailureKind.Stopped,
            ChannelFailure.HalfLine or ChannelFailure.TooLong => SubjectFailureKind.Protocol,
        };

    /// <summary>What happened while a reply was awaited.</summary>
    internal static string Sentence(ChannelFailure failure, string asked) =>
        $"The subject {failure.Words} when it was asked for {asked}.";

    /// <summary>What was asked for, in words.</summary>
    internal static string Asked(AwaitedReply awaited) =>
        awaited.Kind switch
        {
            RequestKind.Hello => "its hello",
            RequestKind.Reset => $"a reset (id {awaited.Id})",
            RequestKind.Run when awaited.Operations == 1 => $"a run of one operation (id {awaited.Id})",
            RequestKind.Run => $"a run of {awaited.Operations} operations (id {awaited.Id})",
            RequestKind.Race => $"two operations at the same time (id {awaited.Id})",
            RequestKind.Observe => $"the state (id {awaited.Id})",
            RequestKind.Bye => $"its bye (id {awaited.Id})",
        };
}
