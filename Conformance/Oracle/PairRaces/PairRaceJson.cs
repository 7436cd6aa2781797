using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>The machine-readable report of a check of two operations at a time: one JSON object.</summary>
public static class PairRaceJson
{
    /// <summary>The report as JSON.</summary>
    public static string Format(CheckPlan plan, PairRaceReport report, string file, int exitCode) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteString("seed", plan.Seed);
            CheckJson.WriteWorld(writer, plan.Options.World);
            writer.WriteString("profile", plan.Options.Profile.Name);
            writer.WriteString("subject", plan.Subject);
            writer.WriteNumber("races", report.Races);
            writer.WriteNumber("held", report.Held);
            writer.WriteNumber("undecided", report.Undecided);
            writer.WriteString("undecidedBecause", report.Left?.Reason);
            writer.WriteNumber("seconds", Math.Round(report.Seconds, 3));
            writer.WriteStartObject("points");
            foreach ((string point, _, long held) in report.Points)
            {
                writer.WriteNumber(point, held);
            }

            writer.WriteEndObject();
            writer.WriteString("verdict", report.Verdict.Word);
            writer.WriteNumber("exitCode", exitCode);
            if (report.Finding is { } finding)
            {
                writer.WriteStartObject("finding");
                writer.WriteNumber("race", report.Race);
                writer.WriteString("clause", finding.Divergence.Clause);
                writer.WriteString("subject", finding.Divergence.Subject);
                writer.WriteString("expected", finding.Divergence.Expected);
                writer.WriteString("found", finding.Divergence.Found);
                writer.WriteString("file", file);
                writer.WriteStrings("lines", PairRaceFile.Of(finding, []).Lines.Select(ScenarioWriter.Format));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
}
