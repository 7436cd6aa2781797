using System.Text.Json;
using HmmSpec.Conformance;
using HmmSpec.Protocol;

namespace HmmSpec.Mutation;

/// <summary>A hunt of the bank as one JSON object.</summary>
public static class BankJson
{
    /// <summary>The counts, then every row, gap and control.</summary>
    public static string Format(BankReport report) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteStrings("seeds", report.Seeds.Select(static seed => $"0x{seed:x}"));
            writer.WriteNumber("seconds", Math.Round(report.Seconds, 3));
            writer.WriteNumber("expressible", report.Rows.Count);
            writer.WriteNumber("caught", report.Caught);
            writer.WriteNumber("exactOnly", report.Rows.Count(static row => row.By == CaughtBy.ExactOnly));
            writer.WriteNumber("explorationOnly", report.Rows.Count(static row => row.By == CaughtBy.ExplorationOnly));
            writer.WriteNumber("missed", report.Rows.Count(static row => row.By == CaughtBy.Nothing));
            writer.WriteNumber("falseAlarms", report.FalseAlarms.Count());
            writer.WriteNumber("medianLength", report.Length.Median);
            writer.WriteNumber("worstLength", report.Length.Worst);
            writer.WriteStartArray("rows");
            foreach (BankRow row in report.Rows)
            {
                Write(writer, row);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("controls");
            foreach ((BankControl control, IReadOnlyList<BankCatch> catches) in report.Controls)
            {
                writer.WriteStartObject();
                writer.WriteString("id", control.Id);
                writer.WriteString("sentence", control.Sentence);
                writer.WriteNumber("operations", catches.Sum(static caught => caught.Operations));
                writer.WriteNumber("falseAlarms", catches.Count(static caught => caught.By != CaughtBy.Nothing));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("gaps");
            foreach (BankGap gap in BankGaps.All)
            {
                writer.WriteStartObject();
                writer.WriteString("id", gap.Id);
                writer.WriteString("missing", gap.Missing);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    /// <summary>The word for what a fault was caught by.</summary>
    public static string WordOf(CaughtBy by) =>
        by switch
        {
            CaughtBy.Generated => "generated",
            CaughtBy.ExactOnly => "exact-only",
            CaughtBy.ExplorationOnly => "exploration-only",
            CaughtBy.Nothing => "missed",
        };

    private static void Write(Utf8JsonWriter writer, BankRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id", row.Fault.Id);
        writer.WriteString("fix", row.Fault.Fix);
        writer.WriteString("sentence", row.Fault.Sentence);
        writer.WriteBoolean("needsInterleaving", row.Fault.NeedsInterleaving);
        writer.WriteString("expected", row.Fault.Clause);
        writer.WriteString("caught", WordOf(row.By));
        writer.WriteString("clause", row.Clause);
        WriteSpread(writer, "operations", row.Operations);
        WriteSpread(writer, "milliseconds", row.Milliseconds);
        WriteSpread(writer, "length", row.Length);
        writer.WriteString("shortest", row.Shortest);
        writer.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter writer, string name, Spread spread)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("median", spread.Median);
        writer.WriteNumber("worst", spread.Worst);
        writer.WriteEndObject();
    }
}
