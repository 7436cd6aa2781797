using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The machine-readable report of a check: one JSON object. 64-bit values are strings.</summary>
public static class CheckJson
{
    /// <summary>The report as JSON.</summary>
    /// <param name="summary">What the check did and found.</param>
    /// <param name="exitCode">What the command ends with.</param>
    public static string Format(CheckSummary summary, int exitCode) =>
        Json.Format(writer =>
        {
            CheckReport? random = summary.Random;
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteString("seed", summary.Plan.Seed);
            WriteWorld(writer, summary.Plan.Options.World);
            writer.WriteString("profile", summary.Plan.Options.Profile.Name);
            writer.WriteString("subject", summary.Plan.Subject);
            writer.WriteWord("compare", CheckNames.Comparisons, summary.Plan.Options.Comparison);
            writer.WriteString("end", End(summary));
            WriteKept(writer, summary.Kept.Select(static kept => (kept.File, kept.Word)));
            writer.WriteNumber("scenarios", summary.Scenarios);
            writer.WriteNumber("sequences", random?.Sequences ?? 0);
            writer.WriteNumber("operations", random?.Operations ?? 0);
            writer.WriteNumber("seconds", Math.Round(random?.Seconds ?? 0, 3));
            writer.WriteNumber("operationsPerSecond", random is { Seconds: > 0 } ? Rate(random) : 0);
            WriteCounts(writer, "perKind", OperationKinds.All.Select(CheckNames.Kinds.NameOf), random?.PerKind);
            WriteCounts(writer, "clauses", Catalogue.All.Select(clause => clause.Id), summary.Clauses);
            writer.WriteString("verdict", summary.Verdict.Word);
            WriteReason(writer, summary.Verdict);
            writer.WriteNumber("exitCode", exitCode);
            SubjectJson.Write(writer, summary.Subject);
            WriteFindings(writer, summary.Failures);
            WriteBaseline(writer, summary);
            writer.WriteEndObject();
        });

    private static long Rate(CheckReport report) => (long)(report.Operations / report.Seconds);

    internal static string End(CheckSummary summary) =>
        summary.Failures.Count > 0 ? "diverged"
        : summary.Subject?.Failure is not null ? "failed"
        : summary.WasStopped ? "stopped"
        : summary.Random?.End == CheckEnd.OutOfTime ? "time"
        : "complete";

    internal static void WriteWorld(Utf8JsonWriter writer, World world)
    {
        writer.WriteStartObject("world");
        foreach (WorldSize size in WorldText.ShownOf(world))
        {
            writer.WriteNumber(size.Name, size.Of(world));
        }

        writer.WriteEndObject();
    }

    internal static void WriteKept(Utf8JsonWriter writer, IEnumerable<(string File, string Word)> kept)
    {
        writer.WriteStartArray("kept");
        foreach ((string file, string word) in kept)
        {
            writer.WriteStartObject();
            writer.WriteString("file", file);
            writer.WriteString("verdict", word);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    internal static void WriteCounts(
        Utf8JsonWriter writer,
        string name,
        IEnumerable<string> keys,
        IReadOnlyList<long>? counts
    )
    {
        writer.WriteStartObject(name);
        foreach ((int index, string key) in keys.Index())
        {
            writer.WriteNumber(key, counts?[index] ?? 0);
        }

        writer.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter writer, Verdict verdict)
    {
        if (verdict.Kind == VerdictKind.Inconclusive)
        {
            writer.WriteString("reason", verdict.Detail);
        }
    }

    private static void WriteFindings(Utf8JsonWriter writer, IReadOnlyList<Failure> failures)
    {
        if (failures.Count == 0)
        {
            writer.WriteNull("finding");
            return;
        }

        writer.WritePropertyName("finding");
        Write(writer, failures[0]);
        writer.WriteStartArray("otherFindings");
        foreach (Failure failure in failures.Skip(1))
        {
            Write(writer, failure);
        }

        writer.WriteEndArray();
    }

    private static void WriteBaseline(Utf8JsonWriter writer, CheckSummary summary)
    {
        if (summary.Plan.Baseline is null)
        {
            return;
        }

        writer.WriteStartArray("known");
        foreach (Failure failure in summary.Known)
        {
            Write(writer, failure);
        }

        writer.WriteEndArray();
        writer.WriteStrings("stale", summary.Stale.Select(static outcome => outcome.Entry.Name));
    }

    private static void Write(Utf8JsonWriter writer, Failure failure)
    {
        Divergence divergence = failure.Finding.Divergence;
        writer.WriteStartObject();
        writer.WriteString("clause", divergence.Clause);
        writer.WriteString("kind", divergence.Kind.ToString().ToLowerInvariant());
        writer.WriteString("subject", divergence.Subject);
        writer.WriteString("expected", divergence.Expected);
        writer.WriteString("found", divergence.Found);
        writer.WriteString("brokenInvariant", divergence.BrokenInvariant);
        writer.WriteString("file", failure.Unkept.Length > 0 ? null : failure.File);
        writer.WriteString("origin", failure.Origin);
        writer.WriteStrings("operations", failure.Finding.Operations.Select(OperationText.Format));
        if (failure.Flaky is string again)
        {
            writer.WriteString("flaky", again);
        }

        writer.WriteNumber("shrunkFrom", failure.ShrunkFrom);
        writer.WriteNumber("tries", failure.Tries);
        writer.WriteEndObject();
    }
}
