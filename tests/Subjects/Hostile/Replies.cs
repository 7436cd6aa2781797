using System.Text.Json.Nodes;

namespace HmmSpec.Subjects.Hostile;

/// <summary>Programs whose replies are not what was asked for.</summary>
internal static class Replies
{
    public static void WrongId(Session session, Request request) =>
        session.Say(
            request.IsRun ? request.With(reply => reply["id"] = reply["id"]!.GetValue<long>() + 1) : request.Reply
        );

    public static void NoId(Session session, Request request) =>
        session.Say(request.IsRun ? request.With(reply => reply.Remove("id")) : request.Reply);

    public static void WrongType(Session session, Request request) =>
        session.Say(request.IsRun ? request.With(reply => reply["type"] = "ready") : request.Reply);

    public static void ExtraResult(Session session, Request request) =>
        session.Say(request.WithResults(results => results.Add(new JsonObject { ["status"] = "ok" })));

    public static void TooFewResults(Session session, Request request) =>
        session.Say(request.WithResults(results => results.RemoveAt(results.Count - 1)));

    public static void Twice(Session session, Request request)
    {
        session.Say(request.Reply);
        if (request.IsRun)
        {
            session.Say(request.Reply);
        }
    }

    public static void UnknownWord(Session session, Request request) =>
        session.Say(request.WithEachResult(result => result["status"] = "fine"));

    public static void AlwaysUnknown(Session session, Request request) => Always(session, request, "unknown");

    public static void AlwaysFault(Session session, Request request) => Always(session, request, "fault");

    public static void AlwaysBusy(Session session, Request request) => Always(session, request, "EBUSY");

    public static void ErrorAtReset(Session session, Request request) => ErrorAt("reset", session, request);

    public static void ErrorAtObserve(Session session, Request request) => ErrorAt("observe", session, request);

    public static void ErrorAtHello(Session session, Request request) => ErrorAt("hello", session, request);

    public static void OtherVersion(Session session, Request request) =>
        session.Say(request.Type == "hello" ? request.With(reply => reply["protocol"] = 2) : request.Reply);

    public static void NoCapabilities(Session session, Request request) =>
        session.Say(request.Type == "hello" ? request.With(reply => reply.Remove("capabilities")) : request.Reply);

    public static void NoOperations(Session session, Request request) =>
        session.Say(
            request.Type == "hello"
                ? request.With(reply => reply["capabilities"]!["operations"] = new JsonArray())
                : request.Reply
        );

    public static void NoState(Session session, Request request) =>
        session.Say(request.WithEachResult(result => result.Remove("state")));

    public static void NoTouched(Session session, Request request) =>
        session.Say(
            request.WithEachResult(result =>
            {
                result.Remove("touched");
                result.Remove("events");
            })
        );

    private static void Always(Session session, Request request, string status) =>
        session.Say(
            request.WithEachResult(result =>
            {
                result.Clear();
                result["status"] = status;
            })
        );

    private static void ErrorAt(string type, Session session, Request request) =>
        session.Say(
            request.Type == type
                ? request.With(reply =>
                {
                    JsonNode id = reply["id"]!.DeepClone();
                    reply.Clear();
                    reply["type"] = "error";
                    reply["id"] = id;
                    reply["message"] = "It cannot be done.";
                })
                : request.Reply
        );
}
