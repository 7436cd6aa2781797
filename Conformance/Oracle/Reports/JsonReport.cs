using System.Text.Json;
using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>A summary as one JSON object.</summary>
public static class JsonReport
{
    /// <summary>The report as JSON.</summary>
    public static string Format(Report report) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            writer.WriteString("verdict", report.Verdict);
            writer.WriteString("reason", report.Reason);
            writer.WriteNumber("exitCode", report.ExitCode);
            writer.WriteStrings("notes", report.Notes);
            writer.WriteStartArray("suites");
            foreach (ReportSuite suite in report.Suites)
            {
                Write(writer, suite);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }) + "\n";

    private static void Write(Utf8JsonWriter writer, ReportSuite suite)
    {
        ResultHeader header = suite.Files[0].Header;
        writer.WriteStartObject();
        writer.WriteString("subject", header.Subject);
        writer.WriteString("profile", header.Profile);
        writer.WriteString("compare", header.Compare);
        writer.WriteStrings("specification", suite.Files.Select(static file => file.Header.Specification).Distinct());
        writer.WriteStrings("files", suite.Files.Select(static file => file.Path));
        writer.WriteNumber("scenarios", suite.Scenarios);
        writer.WriteNumber("sequences", suite.Sequences);
        writer.WriteNumber("operations", suite.Operations);
        writer.WriteNumber("seconds", Math.Round(suite.Seconds, 3));
        writer.WriteStrings("stale", suite.Stale);
        writer.WriteStartArray("clauses");
        foreach (ReportCase one in suite.Clauses)
        {
            writer.WriteStartObject();
            writer.WriteString("clause", one.Name);
            writer.WriteString("outcome", Word(one.Outcome));
            writer.WriteNumber("followed", one.Followed);
            if (one.Reason.Length > 0)
            {
                writer.WriteString("reason", one.Reason);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("divergences");
        foreach (ResultDivergence divergence in suite.Divergences)
        {
            writer.WriteRawValue(divergence.Format());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Word(CaseOutcome outcome) =>
        outcome switch
        {
            CaseOutcome.Held => "held",
            CaseOutcome.Diverged => "diverged",
            CaseOutcome.Known => "known",
            CaseOutcome.Skipped => "skipped",
            CaseOutcome.Undecided => "undecided",
        };
}
