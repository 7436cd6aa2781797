using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HmmSpec.Conformance;

/// <summary>
/// SARIF 2.1.0: a rule for each clause, a result for each divergence. The place of a divergence is the clause that it
/// breaks, and the way there are the operations.
/// </summary>
public static class SarifReport
{
    private const string Schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private const string Root = "SRCROOT";

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    };

    /// <summary>The report as SARIF.</summary>
    public static string Format(Report report)
    {
        JsonObject log = new()
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = List(report.Suites.Select(Run)),
        };
        return log.ToJsonString(Options) + "\n";
    }

    private static JsonObject Run(ReportSuite suite)
    {
        string[] rules = [.. suite.Clauses.Select(static one => one.Name)];
        return new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = SarifRules.Driver(suite.Files[0].Header.Tool, rules) },
            ["automationDetails"] = new JsonObject { ["id"] = $"hmmspec/{Segment(suite.Name)}/" },
            ["invocations"] = List(suite.Files.Select(Invocation)),
            ["originalUriBaseIds"] = new JsonObject
            {
                [Root] = new JsonObject { ["description"] = Message("The root of the HmmSpec repository.") },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = List(
                suite.Divergences.Select(divergence => Result(divergence, Array.IndexOf(rules, divergence.Clause)))
            ),
        };
    }

    private static JsonObject Invocation(ResultsFile file)
    {
        JsonObject invocation = new()
        {
            ["commandLine"] = file.Header.CommandLine,
            ["executionSuccessful"] = file.Footer is not null,
        };
        if (file.Footer is { ExitCode: int code })
        {
            invocation["exitCode"] = code;
        }

        JsonNode[] notifications =
        [
            .. new[] { file.Undecided }.OfType<string>().Select(static text => Notification("error", text)),
            .. (file.Footer?.Stale ?? []).Select(static name =>
                Notification("warning", $"The baseline lists {name}, which no longer diverges.")
            ),
            .. file.Notes.Select(static text => Notification("note", text)),
        ];
        invocation["toolExecutionNotifications"] = List(notifications);
        return invocation;
    }

    private static JsonObject Notification(string level, string text) =>
        new() { ["level"] = level, ["message"] = Message(text) };

    private static JsonObject Result(ResultDivergence divergence, int rule)
    {
        JsonObject result = new()
        {
            ["ruleId"] = divergence.Clause,
            ["ruleIndex"] = rule,
            ["kind"] = "fail",
            ["level"] = "error",
            ["message"] = Message(DivergenceText.Headline(divergence)),
            ["locations"] = List([Place(divergence.Clause)]),
            ["codeFlows"] = List([CodeFlow(divergence)]),
            ["partialFingerprints"] = new JsonObject { ["hmmspec/v1"] = Fingerprint(divergence) },
        };
        if (divergence.File is string file)
        {
            result["relatedLocations"] = List([Replay(file, "the replay file")]);
        }

        if (divergence.IsKnown)
        {
            result["suppressions"] = List([
                new JsonObject
                {
                    ["kind"] = "external",
                    ["status"] = "accepted",
                    ["justification"] = DivergenceText.Known(divergence),
                },
            ]);
        }

        return result;
    }

    private static JsonObject Place(string clause)
    {
        JsonObject location = new();
        if (ClauseSource.Of(clause) is ClauseSource source)
        {
            location["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = source.File, ["uriBaseId"] = Root },
                ["region"] = new JsonObject { ["startLine"] = source.Line },
            };
        }

        location["logicalLocations"] = List([new JsonObject { ["fullyQualifiedName"] = clause, ["kind"] = "clause" }]);
        return location;
    }

    private static JsonObject CodeFlow(ResultDivergence divergence)
    {
        IEnumerable<JsonNode> steps = divergence.Operations.Select(
            (operation, index) =>
                (JsonNode)
                    new JsonObject
                    {
                        ["location"] = divergence.File is string file
                            ? Replay(file, operation)
                            : new JsonObject { ["message"] = Message(operation) },
                        ["executionOrder"] = index + 1,
                        ["importance"] = index + 1 == divergence.Operations.Count ? "essential" : "important",
                    }
        );
        JsonObject thread = new() { ["locations"] = List(steps) };
        return new JsonObject { ["threadFlows"] = List([thread]) };
    }

    private static JsonObject Replay(string file, string text) =>
        new()
        {
            ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(file) } },
            ["message"] = Message(text),
        };

    // The same divergence of another run, found by another seed, is the same result.
    private static string Fingerprint(ResultDivergence divergence)
    {
        string text = string.Join(
            '\n',
            [divergence.Clause, divergence.Kind, divergence.World, divergence.Profile, .. divergence.Operations]
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static string UriOf(string file) =>
        Path.IsPathFullyQualified(file)
            ? new Uri(file).AbsoluteUri
            : string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    private static string Segment(string text) =>
        string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));

    internal static JsonObject Message(string text) => new() { ["text"] = text };

    internal static JsonArray List(IEnumerable<JsonNode> items) => [.. items];
}
