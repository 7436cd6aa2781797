using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HmmSpec.Subjects.Hostile;

/// <summary>Programs whose lines are no lines of JSON, or are unusual ones.</summary>
internal static class Lines
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void InvalidUtf8(Session session, Request request)
    {
        if (request.IsRun)
        {
            byte[] reply = Encoding.UTF8.GetBytes(request.With(reply => reply["note"] = "??"));
            int place = Array.LastIndexOf(reply, (byte)'?');
            reply[place - 1] = 0xC3;
            reply[place] = 0x28;
            session.Write([.. reply, (byte)'\n']);
            return;
        }

        session.Say(request.Reply);
    }

    public static void ByteOrderMark(Session session, Request request) =>
        session.Say(session.Replies == 0 ? "\uFEFF" + request.Reply : request.Reply);

    public static void CarriageReturns(Session session, Request request) => session.Say(request.Reply + "\r");

    public static void Pretty(Session session, Request request) =>
        session.Say(JsonNode.Parse(request.Reply)!.ToJsonString(Indented));

    public static void EmptyLines(Session session, Request request) => session.Say("\n" + request.Reply);

    public static void Greet(Session session) => session.Say("Welcome to the toy.");

    public static void NotJson(Session session, Request request) =>
        session.Say(request.IsRun ? request.Reply.Replace('"', '\'') : request.Reply);

    public static void HugeNumber(Session session, Request request) =>
        session.Say(
            request.WithEachResult(result => result["faults"] = JsonNode.Parse("99999999999999999999999999999999"))
        );

    public static void DeepNesting(Session session, Request request)
    {
        string deep = new string('[', 100) + new string(']', 100);
        session.Say(request.IsRun ? $"{request.Reply[..^1]},\"note\":{deep}}}" : request.Reply);
    }

    public static void UnknownMembers(Session session, Request request) =>
        session.Say(
            request.With(reply =>
            {
                reply["note"] = new JsonObject { ["of"] = new JsonArray(1, "two", null) };
                if (request.IsRun)
                {
                    foreach (JsonNode? result in reply["results"]!.AsArray())
                    {
                        result!["microseconds"] = 3;
                    }
                }
            })
        );
}
