using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HmmSpec.Data;
using HmmSpec.Properties;

namespace HmmSpec.Protocol;

/// <content>Replies.</content>
public sealed partial class LineReader
{
    private static readonly Form HelloReply = new([
        Member.Type,
        Member.Id,
        Member.Protocol,
        Member.Adapter,
        Member.Capabilities,
    ]);
    private static readonly Form RanReply = new([Member.Type, Member.Id, Member.Results]);
    private static readonly Form StateReply = new(
        [Member.Type, Member.Id],
        Member.Pages,
        Member.Processes,
        Member.Devices,
        Member.UsedFrames,
        Member.UsedSwap
    );
    private static readonly Form ErrorReply = new([Member.Type, Member.Message], Member.Id);
    private static readonly Form AdapterForm = new([Member.Name], Member.Version);

    private AwaitedReply? _awaited;

    /// <summary>Reads a reply, to whatever request.</summary>
    public bool TryReadReply(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out Reply? reply,
        [NotNullWhen(false)] out LineProblem? problem
    )
    {
        _awaited = null;
        return TryRead(line, _readReply, out reply, out problem) && reply is not null;
    }

    /// <summary>Reads the reply to a request; also <see cref="Reply.Error"/> is one.</summary>
    public bool TryReadReply(
        ReadOnlySpan<byte> line,
        AwaitedReply awaited,
        [NotNullWhen(true)] out Reply? reply,
        [NotNullWhen(false)] out LineProblem? problem
    )
    {
        _awaited = awaited;
        return TryRead(line, _readReply, out reply, out problem) && reply is not null;
    }

    private static LineType TypeOfReplyTo(RequestKind kind) =>
        kind switch
        {
            RequestKind.Hello => LineType.Hello,
            RequestKind.Reset => LineType.Ready,
            RequestKind.Run => LineType.Ran,
            RequestKind.Race => LineType.Raced,
            RequestKind.Observe => LineType.State,
            RequestKind.Bye => LineType.Bye,
        };

    private Reply ReadReply(ref Utf8JsonReader json)
    {
        LineType type = ReadType(ref json, ReplyTypes);
        if (_awaited is AwaitedReply awaited && type != LineType.Error && type != TypeOfReplyTo(awaited.Kind))
        {
            json.SeekMember(Member.Type);
            string name = Words.LineTypes.TextOf(TypeOfReplyTo(awaited.Kind)).Value;
            throw LineException.NotAReply($"\"{name}\", or \"error\"");
        }

        return type switch
        {
            LineType.Hello => ReadHelloReply(ref json),
            LineType.Ready => new Reply.Ready(ReadBareReply(ref json)),
            LineType.Ran => ReadRan(ref json),
            LineType.Raced => ReadRaced(ref json),
            LineType.State => ReadStateReply(ref json),
            LineType.Bye => new Reply.Bye(ReadBareReply(ref json)),
            LineType.Error => ReadError(ref json),
            _ => throw WrongType(ref json, ReplyTypes),
        };
    }

    /// <summary>The number of a reply, which is that of the request.</summary>
    private long ReadReplyId(ref Utf8JsonReader json)
    {
        long id = json.ReadId();
        return _awaited is AwaitedReply awaited && awaited.Id != id
            ? throw LineException.NotAReply($"{awaited.Id}, the id of the request")
            : id;
    }

    /// <summary>The number of an error: that of the request, or 0 if that could not be read.</summary>
    private long ReadErrorId(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long id) && id == 0 ? 0 : ReadReplyId(ref json);

    private long ReadBareReply(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        while (json.TryNext(Bare, ref seen, out Member member))
        {
            id = member == Member.Id ? ReadReplyId(ref json) : id;
        }

        return id;
    }

    private Reply.Hello ReadHelloReply(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        int version = 0;
        Adapter adapter = new("", "");
        Capabilities capabilities = new([], 1, 1, 1);
        while (json.TryNext(HelloReply, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = ReadReplyId(ref json);
                    break;
                case Member.Protocol:
                    version = json.ReadNumber();
                    break;
                case Member.Adapter:
                    adapter = ReadAdapter(ref json);
                    break;
                case Member.Capabilities:
                    capabilities = CapabilityReading.Read(ref json);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Reply.Hello(id, version, adapter, capabilities);
    }

    private static Adapter ReadAdapter(ref Utf8JsonReader json)
    {
        json.RequireObject(Object);
        MemberSet seen = default;
        Adapter adapter = new("", "");
        while (json.TryNext(AdapterForm, ref seen, out Member member))
        {
            string text = json.ReadText(Text);
            adapter = member == Member.Name ? adapter with { Name = text } : adapter with { Version = text };
        }

        return adapter;
    }

    private Reply.Ran ReadRan(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        Sequence<Answer> results = [];
        while (json.TryNext(RanReply, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = ReadReplyId(ref json);
                    break;
                case Member.Results:
                    results = ReadAnswers(ref json);
                    RequireCount(results);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Reply.Ran(id, results);
    }

    private void RequireCount(Sequence<Answer> results)
    {
        if (_awaited is not AwaitedReply awaited || results.Count == awaited.Operations)
        {
            return;
        }

        // Who does not know how an operation ended, or failed at it, may stop there.
        bool hasStopped =
            results.Count > 0
            && results.Count < awaited.Operations
            && results[results.Count - 1].Kind is AnswerKind.Unknown or AnswerKind.Fault;
        if (!hasStopped)
        {
            throw LineException.Whole(
                LineProblemKind.NotAReply,
                $"\"results\" has {results.Count} items; expected {awaited.Operations}, one for each operation."
            );
        }
    }

    private Reply.State ReadStateReply(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        StateObservation state = new();
        while (json.TryNext(StateReply, ref seen, out Member member))
        {
            if (member == Member.Id)
            {
                id = ReadReplyId(ref json);
            }
            else
            {
                state = ReadMember(ref json, state, member);
            }
        }

        return new Reply.State(id, state);
    }

    private Reply.Error ReadError(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        string message = "";
        while (json.TryNext(ErrorReply, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = ReadErrorId(ref json);
                    break;
                case Member.Message:
                    message = json.ReadText(Text);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new Reply.Error(id, message);
    }
}
