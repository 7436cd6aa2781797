using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The machine-readable report of a check of races: one JSON object. 64-bit values are strings.</summary>
public static class RaceJson
{
    /// <summary>The report as JSON.</summary>
    /// <param name="summary">What the check did and found.</param>
    /// <param name="exitCode">What the command ends with.</param>
    public static string Format(RaceSummary summary, int exitCode) =>
        Json.Format(writer =>
        {
            CheckOptions options = summary.Plan.Options;
            RaceTotals totals = summary.Random?.Totals ?? new RaceTotals();
            double seconds = summary.Random?.Seconds ?? 0;
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteString("seed", summary.Plan.Seed);
            writer.WriteNumber("interleave", options.Agents);
            CheckJson.WriteWorld(writer, options.World);
            writer.WriteString("profile", options.Profile.Name);
            writer.WriteString("subject", summary.Plan.Subject);
            writer.WriteString("end", End(summary));
            CheckJson.WriteKept(
                writer,
                summary.Kept.Select(static kept => (kept.File, kept.Finding is null ? "fixed" : "diverges"))
            );
            writer.WriteNumber("sequences", totals.Runs);
            writer.WriteNumber("operations", totals.Operations);
            writer.WriteNumber("steps", totals.Steps);
            writer.WriteNumber("switches", totals.Switches);
            writer.WriteNumber("seconds", Math.Round(seconds, 3));
            writer.WriteNumber("stepsPerSecond", seconds > 0 ? (long)(totals.Steps / seconds) : 0);
            CheckJson.WriteCounts(
                writer,
                "perKind",
                OperationKinds.All.Select(CheckNames.Kinds.NameOf),
                totals.PerKind
            );
            CheckJson.WriteCounts(
                writer,
                "clauses",
                Catalogue.All.Select(static clause => clause.Id),
                totals.PerClause
            );
            writer.WriteString("verdict", summary.Verdict.Word);
            if (summary.Verdict.Kind == VerdictKind.Inconclusive)
            {
                writer.WriteString("reason", summary.Verdict.Detail);
            }

            writer.WriteNumber("exitCode", exitCode);
            WriteFinding(writer, summary.Failures);
            writer.WriteEndObject();
        });

    private static string End(RaceSummary summary) =>
        summary.Failures.Count > 0 ? "diverged"
        : summary.WasStopped ? "stopped"
        : summary.Random?.End == CheckEnd.OutOfTime ? "time"
        : "complete";

    private static void WriteFinding(Utf8JsonWriter writer, IReadOnlyList<RaceFailure> failures)
    {
        if (failures.Count == 0)
        {
            writer.WriteNull("finding");
            return;
        }

        RaceFailure failure = failures[0];
        Race race = failure.Finding.Race;
        writer.WriteStartObject("finding");
        writer.WriteString("clause", failure.Finding.Violation.Clause);
        writer.WriteString("invariant", failure.Finding.Violation.Invariant);
        writer.WriteString("found", failure.Finding.Violation.Sentence);
        writer.WriteString("kind", RaceWords.Of(failure.Finding.Fault));
        writer.WriteString("file", failure.Unkept.Length > 0 ? null : failure.File);
        writer.WriteString("origin", failure.Origin);
        CheckJson.WriteWorld(writer, race.World);
        writer.WriteStrings("setup", race.Setup.Select(OperationText.Format));
        writer.WriteStartObject("agents");
        foreach ((int agent, Data.Sequence<Operation> operations) in race.Agents.Index())
        {
            writer.WriteStrings(AgentNames.Of(agent), operations.Select(OperationText.Format));
        }

        writer.WriteEndObject();
        writer.WriteStrings("schedule", failure.Finding.Steps.Select(RaceWords.Of));
        writer.WriteNumber("measure", race.Measure);
        writer.WriteNumber("shrunkFrom", failure.ShrunkFrom.Measure);
        writer.WriteNumber("tries", failure.Tries);
        writer.WriteEndObject();
    }
}
