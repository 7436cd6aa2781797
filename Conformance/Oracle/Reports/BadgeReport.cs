using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>A badge: the schema of shields.io for endpoints.</summary>
public static class BadgeReport
{
    /// <summary>The report in a few words.</summary>
    public static string Format(Report report)
    {
        int held = report.Suites.Sum(static suite =>
            suite.Clauses.Count(static one => one.Outcome == CaseOutcome.Held)
        );
        int known = report.Count(CaseOutcome.Known);
        string message =
            report.Verdict == "conforms"
                ? $"{held} of {report.Suites.Sum(static suite => suite.Clauses.Count())} clauses hold"
                    + (known > 0 ? $", {known} known" : "")
            : report.Verdict == "diverges" ? $"diverges: {report.Reason}"
            : "inconclusive";
        return Json.Format(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("schemaVersion", 1);
                writer.WriteString("label", "hmmspec");
                writer.WriteString("message", message);
                writer.WriteString("color", Color(report, known));
                writer.WriteEndObject();
            }) + "\n";
    }

    private static string Color(Report report, int known) =>
        report.ExitCode == 0
            ? known > 0
                ? "green"
                : "brightgreen"
            : report.Verdict == "diverges"
                ? "red"
                : "yellow";
}
