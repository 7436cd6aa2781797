using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <content>Lines of traces.</content>
public sealed partial class LineReader
{
    private const string TraceTypes =
        "the type of a request, of a reply or of an operation "
        + "(hello, reset, run, race, observe, bye, ready, ran, raced, state, error, call or return)";

    private static readonly Form CallForm = new([Member.Type, Member.Id, Member.Agent, Member.Operation]);
    private static readonly Form ReturnForm = new([Member.Type, Member.Id, Member.Result]);

    private readonly Reading<TraceLine> _readTraceLine;

    /// <summary>Reads a line of a trace; the reply that comes next has to be this one.</summary>
    internal bool TryReadTraceLine(
        ReadOnlySpan<byte> line,
        AwaitedReply? awaited,
        [NotNullWhen(true)] out TraceLine? read,
        [NotNullWhen(false)] out LineProblem? problem
    )
    {
        _awaited = awaited;
        return TryRead(line, _readTraceLine, out read, out problem) && read is not null;
    }

    private TraceLine ReadTraceLine(ref Utf8JsonReader json)
    {
        LineType type = ReadType(ref json, TraceTypes);
        switch (type)
        {
            case LineType.Call:
                return ReadCall(ref json);
            case LineType.Return:
                _awaited = null;
                return ReadReturn(ref json);
            case LineType.Reset or LineType.Run or LineType.Race or LineType.Observe:
                return new TraceLine.Asked(ReadRequest(ref json));
            case LineType.Hello or LineType.Bye:
                // Both sides say hello and bye: it is the reply if a request with its number waits for one.
                Utf8JsonReader ahead = json;
                RequestKind kind = type == LineType.Hello ? RequestKind.Hello : RequestKind.Bye;
                bool isReply = _awaited?.Kind == kind && ReadId(ref ahead) == _awaited?.Id;
                return isReply
                    ? new TraceLine.Answered(ReadReply(ref json))
                    : new TraceLine.Asked(ReadRequest(ref json));
            default:
                if (_awaited is null)
                {
                    json.SeekMember(Member.Type);
                    throw LineException.NotAReply("a request, for none waits for a reply");
                }

                return new TraceLine.Answered(ReadReply(ref json));
        }
    }

    private TraceLine.Call ReadCall(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        string agent = "";
        Operation? operation = null;
        while (json.TryNext(CallForm, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = json.ReadId();
                    break;
                case Member.Agent:
                    agent = json.ReadText("the name of an agent");
                    break;
                case Member.Operation:
                    operation = ReadOperation(ref json);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new TraceLine.Call(id, agent, operation!);
    }

    private TraceLine.Return ReadReturn(ref Utf8JsonReader json)
    {
        MemberSet seen = default;
        long id = 0;
        Answer result = Plain[0];
        while (json.TryNext(ReturnForm, ref seen, out Member member))
        {
            switch (member)
            {
                case Member.Id:
                    id = json.ReadId();
                    break;
                case Member.Result:
                    result = ReadAnswer(ref json);
                    break;
                default: // The type is known.
                    break;
            }
        }

        return new TraceLine.Return(id, result);
    }
}
