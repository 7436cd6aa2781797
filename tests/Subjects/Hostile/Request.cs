using System.Text.Json.Nodes;

namespace HmmSpec.Subjects.Hostile;

/// <summary>A request, and what an honest adapter replies.</summary>
/// <param name="Type">What is asked.</param>
/// <param name="Line">The request as it came.</param>
/// <param name="Reply">The honest reply, without its line feed.</param>
internal sealed record Request(string Type, string Line, string Reply)
{
    /// <summary>Whether it asks for a run, and the honest reply is one: a line that is bad otherwise is answered with an error.</summary>
    public bool IsRun => Type == "run" && Reply.Contains("\"results\"", StringComparison.Ordinal);

    /// <summary>Whether stores are among the operations: what happens to these happens again when they are run again.</summary>
    public bool HasStore => IsRun && Line.Contains("\"store\"", StringComparison.Ordinal);

    /// <summary>The honest reply with something changed.</summary>
    public string With(Action<JsonObject> change)
    {
        JsonObject reply = JsonNode.Parse(Reply)!.AsObject();
        change(reply);
        return reply.ToJsonString();
    }

    /// <summary>The honest reply to a run with something changed in its results; any other reply as it is.</summary>
    public string WithResults(Action<JsonArray> change) =>
        IsRun ? With(reply => change(reply["results"]!.AsArray())) : Reply;

    /// <summary>The honest reply to a run with something changed in each result.</summary>
    public string WithEachResult(Action<JsonObject> change) =>
        WithResults(results =>
        {
            foreach (JsonNode? result in results)
            {
                change(result!.AsObject());
            }
        });
}
