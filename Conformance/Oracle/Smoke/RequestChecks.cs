using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;

namespace HmmSpec.Conformance;

/// <summary>Requests that are unusual, and lines that are none.</summary>
internal static class RequestChecks
{
    private const string Later = """
        "later":{"list":[1,-25,null,true,{"x":[]}],"text":"\u00e4\ud83d\ude00"}
        """;

    // Truncated, not JSON at all, and a string that is no UTF-8.
    private static readonly byte[][] Malformed =
    [
        [.. """{"type":"run","operations":["""u8],
        [.. "no JSON at all"u8],
        [.. "{\"type\":\"run\",\"note\":\""u8, 0xC3, 0x28, .. "\"}"u8],
    ];

    public static Sequence<SmokeCheck> All { get; } =
    [
        new(
            "passes-over-unknown-members",
            "Look up the members that the adapter knows, and pass over the others, at every depth.",
            PassOver
        ),
        new(
            "refuses-unknown-requests",
            """Answer a type that the adapter does not know with {"type":"error","id":...,"message":"..."}, and go on.""",
            RefuseUnknown
        ),
        new(
            "refuses-malformed-lines",
            """Answer what is no request with {"type":"error","id":0,"message":"..."} and go on, or end.""",
            RefuseMalformed
        ),
    ];

    private static SmokeResult PassOver(SmokeTalk talk)
    {
        RawSession session = talk.BeforeRun();
        long id = session.NextId();
        string sizes = string.Join(
            ',',
            WorldText.ShownOf(talk.World).Select(size => $"\"{size.Name}\":{size.Of(talk.World)}")
        );
        string reset =
            $$"""{{{Later}},"profile":"{{talk.Profile.Name}}","world":{{{sizes}},{{Later}}},"id":{{id}},"type":"reset"}""";
        SmokeTalk.Expect<Reply.Ready>(
            session.Ask(reset, new AwaitedReply(RequestKind.Reset, id), "a reset with unknown members"),
            "a reset with unknown members"
        );
        id = session.NextId();
        string operation = OperationJson.Format(SmokeOperations.OfEachKind(talk)[0])[..^1];
        string run =
            $$"""{"type":"run","id":{{id}},{{Later}},"observe":"outcome","operations":[{{operation}},{{Later}}}]}""";
        SmokeTalk.Expect<Reply.Ran>(
            session.Ask(run, AwaitedReply.ToRun(id, ObservationLevel.Outcome, 1), "a run with unknown members"),
            "a run with unknown members"
        );
        return SmokeResult.Ok("in a reset, a run, a world and an operation");
    }

    private static SmokeResult RefuseUnknown(SmokeTalk talk)
    {
        talk.Reset();
        RawSession session = talk.Session();
        long id = session.NextId();
        string line = $$"""{"type":"dance","id":{{id}}}""";
        Reply reply = session.Ask(line, new AwaitedReply(RequestKind.Observe, id), "what there is not, a dance");
        if (reply is not Reply.Error)
        {
            return SmokeResult.Broken($"It answered {line} with another reply than an error.");
        }

        talk.Reset();
        return SmokeResult.Ok("error, and goes on");
    }

    private static SmokeResult RefuseMalformed(SmokeTalk talk)
    {
        talk.Reset();
        bool ends = false;
        foreach (byte[] line in Malformed)
        {
            string shown = Lines.Show(line);
            RawSession session = talk.Session();
            try
            {
                if (
                    session.Ask(line, new AwaitedReply(RequestKind.Observe, 0), $"nothing, but sent {shown}")
                    is not Reply.Error
                )
                {
                    return SmokeResult.Broken($"It answered {shown} with another reply than an error.");
                }
            }
            catch (SubjectException) when (session.Failure is ChannelFailure.Ended { Exit: null or { Signal: null } })
            {
                ends = true;
            }
        }

        talk.Reset();
        return SmokeResult.Ok(ends ? "it ends at one" : "error, and goes on");
    }
}
