using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>The machine-readable report on traces: one JSON object.</summary>
public static class TraceJson
{
    /// <summary>The report as JSON.</summary>
    /// <param name="summaries">What each trace came to.</param>
    /// <param name="kept">What they diverge in, or the first of it.</param>
    /// <param name="exitCode">What the command ends with.</param>
    public static string Format(IReadOnlyList<TraceSummary> summaries, IReadOnlyList<KeptTrace> kept, int exitCode) =>
        Json.Format(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            writer.WriteString("specification", SpecRevision.Current);
            writer.WriteStartArray("traces");
            foreach (TraceSummary summary in summaries)
            {
                Write(writer, summary);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("findings");
            foreach (KeptTrace one in kept)
            {
                Write(writer, one);
            }

            writer.WriteEndArray();
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter writer, TraceSummary summary)
    {
        writer.WriteStartObject();
        writer.WriteString("file", summary.File);
        writer.WriteNumber("lines", summary.Lines);
        writer.WriteNumber("runs", summary.Runs);
        writer.WriteNumber("operations", summary.Operations);
        writer.WriteNumber("explained", summary.Explained);
        writer.WriteNumber("diverging", summary.Diverging);
        writer.WriteNumber("undecided", summary.Undecided);
        writer.WriteNumber("skipped", summary.Skipped);
        writer.WriteNumber("unanswered", summary.Unanswered);
        writer.WriteString("verdict", summary.Verdict.Word);
        writer.WriteString("detail", summary.Verdict.Detail);
        writer.WriteStrings("clauses", summary.Clauses);
        writer.WriteString("problem", summary.Problem?.In(summary.File));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, KeptTrace kept)
    {
        TraceFinding found = kept.Found;
        Divergence divergence = found.Finding.Divergence;
        writer.WriteStartObject();
        writer.WriteString("file", found.File);
        writer.WriteNumber("line", found.Line);
        writer.WriteString("answer", found.What);
        writer.WriteString("operation", found.Operation);
        writer.WriteNumber("accepted", found.Accepted);
        writer.WriteNumber("reset", found.Reset);
        writer.WriteBoolean("concurrent", found.IsConcurrent);
        writer.WriteString("clause", divergence.Clause);
        writer.WriteString("kind", divergence.Kind.ToString().ToLowerInvariant());
        writer.WriteString("subject", divergence.Subject);
        writer.WriteString("expected", divergence.Expected);
        writer.WriteString("found", divergence.Found);
        writer.WriteStrings("allowed", divergence.Allowed);
        writer.WriteString("step", divergence.Step is { } step ? StepLabels.Of(step) : null);
        writer.WriteString("replay", kept.Replay);
        writer.WriteEndObject();
    }
}
