using System.Text.Json;

namespace HmmSpec.Tests.Results;

/// <summary>What the schema of SARIF 2.1.0, and its text where the schema cannot, demand of what is written here.</summary>
internal static class SarifRules
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];
    private static readonly string[] Kinds = ["notApplicable", "pass", "fail", "review", "open", "informational"];

    /// <summary>Holds a run against them; the id of the run.</summary>
    public static string Check(JsonElement run)
    {
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.NotEmpty(driver.GetProperty("name").GetString()!);
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Assert.All(rules, Rule);
        Assert.Equal(rules.Length, rules.Select(static rule => rule.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(run.GetProperty("invocations").EnumerateArray(), Invocation);
        Assert.Contains(run.GetProperty("columnKind").GetString(), (string[])["utf16CodeUnits", "unicodeCodePoints"]);
        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            Result(result, rules, run.GetProperty("originalUriBaseIds"));
        }

        return run.GetProperty("automationDetails").GetProperty("id").GetString()!;
    }

    private static void Rule(JsonElement rule)
    {
        Assert.NotEmpty(rule.GetProperty("id").GetString()!);
        Message(rule.GetProperty("shortDescription"));
        Message(rule.GetProperty("fullDescription"));
        Message(rule.GetProperty("help"));
    }

    private static void Invocation(JsonElement invocation)
    {
        Assert.Contains(
            invocation.GetProperty("executionSuccessful").ValueKind,
            (JsonValueKind[])[JsonValueKind.True, JsonValueKind.False]
        );
        foreach (JsonElement notification in invocation.GetProperty("toolExecutionNotifications").EnumerateArray())
        {
            Message(notification.GetProperty("message"));
            Assert.Contains(notification.GetProperty("level").GetString(), Levels);
        }
    }

    private static void Result(JsonElement result, JsonElement[] rules, JsonElement bases)
    {
        Message(result.GetProperty("message"));
        Assert.Contains(result.GetProperty("kind").GetString(), Kinds);
        Assert.Contains(result.GetProperty("level").GetString(), Levels);
        Assert.Equal(
            result.GetProperty("ruleId").GetString(),
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()
        );
        Assert.All(
            result.GetProperty("partialFingerprints").EnumerateObject(),
            static one => Assert.NotEmpty(one.Value.GetString()!)
        );
        JsonElement primary = Assert
            .Single(result.GetProperty("locations").EnumerateArray())
            .GetProperty("physicalLocation");
        Assert.True(primary.GetProperty("region").GetProperty("startLine").GetInt32() >= 1);
        Assert.True(
            bases.TryGetProperty(primary.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString()!, out _)
        );
        Place(result.GetProperty("locations")[0]);
        foreach (JsonElement flow in result.GetProperty("codeFlows").EnumerateArray())
        {
            JsonElement thread = Assert.Single(flow.GetProperty("threadFlows").EnumerateArray());
            JsonElement[] steps = [.. thread.GetProperty("locations").EnumerateArray()];
            Assert.NotEmpty(steps);
            Assert.Equal(
                Enumerable.Range(1, steps.Length),
                steps.Select(static step => step.GetProperty("executionOrder").GetInt32())
            );
            Assert.All(steps, static step => Message(step.GetProperty("location").GetProperty("message")));
            Assert.All(steps, static step => Place(step.GetProperty("location")));
        }

        if (result.TryGetProperty("suppressions", out JsonElement suppressions))
        {
            Assert.All(
                suppressions.EnumerateArray(),
                static one => Assert.Contains(one.GetProperty("kind").GetString(), (string[])["inSource", "external"])
            );
        }
    }

    private static void Place(JsonElement location)
    {
        if (location.TryGetProperty("physicalLocation", out JsonElement physical))
        {
            string uri = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.RelativeOrAbsolute), uri);
        }
    }

    private static void Message(JsonElement message) => Assert.NotEmpty(message.GetProperty("text").GetString()!);
}
