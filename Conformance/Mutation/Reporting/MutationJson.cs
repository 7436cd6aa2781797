using System.Text.Json;
using HmmSpec.Conformance;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>A mutation run as one JSON object.</summary>
public static class MutationJson
{
    /// <summary>The counts, then every mutant with what became of it.</summary>
    public static string Format(MutationReport report) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteString("seed", $"0x{report.Plan.Seed:x}");
            writer.WriteNumber("seconds", Math.Round(report.Seconds, 3));
            writer.WriteNumber("mutants", report.All.Count);
            writer.WriteNumber("judged", report.Verdicts.Count);
            writer.WriteNumber("killed", report.Killed.Count());
            writer.WriteNumber("exactOnly", report.ExactOnly.Count());
            writer.WriteNumber("equivalent", report.Equivalent.Count());
            writer.WriteNumber("survived", report.Survivors.Count());
            writer.WriteNumber("uncompilable", report.Uncompilable.Count);
            writer.WriteStartArray("stale");
            foreach ((EquivalentMutant entry, string why) in report.Stale)
            {
                writer.WriteStartObject();
                writer.WriteString("entry", entry.ToString());
                writer.WriteNumber("line", entry.Line);
                writer.WriteString("why", why);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("verdicts");
            foreach (MutantVerdict verdict in report.Verdicts)
            {
                Write(writer, verdict, report.Equivalents);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    /// <summary>The word for what became of a mutant.</summary>
    public static string WordOf(MutantVerdict verdict, EquivalentList equivalents) =>
        !verdict.IsKilled && equivalents.Of(verdict.Mutant) is not null
            ? "equivalent"
            : verdict.Fate switch
            {
                MutantFate.Killed => "killed",
                MutantFate.KilledByScenario => "killed-by-scenario",
                MutantFate.ExactOnly => "exact-only",
                MutantFate.Survived => "survived",
            };

    private static void Write(Utf8JsonWriter writer, MutantVerdict verdict, EquivalentList equivalents)
    {
        writer.WriteStartObject();
        writer.WriteString("id", verdict.Mutant.Id);
        writer.WriteString("before", verdict.Mutant.Before);
        writer.WriteString("after", verdict.Mutant.After);
        writer.WriteString("fate", WordOf(verdict, equivalents));
        writer.WriteNumber("operations", verdict.Operations);
        writer.WriteNumber("milliseconds", Math.Round(verdict.Milliseconds, 1));
        if (verdict.Finding is { } finding)
        {
            writer.WriteString("clause", finding.Divergence.Clause);
            writer.WriteString("world", WorldText.Format(finding.World));
            writer.WriteString("profile", finding.Profile.Name);
            writer.WriteStrings("sequence", finding.Operations.Select(OperationText.Format));
        }

        writer.WriteEndObject();
    }
}
