using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>The part of a report that speaks of a subject behind the protocol.</summary>
internal static class SubjectJson
{
    /// <summary>Writes it as the member <c>adapter</c>; nothing for a machine in this process.</summary>
    public static void Write(Utf8JsonWriter writer, SubjectReport? report)
    {
        if (report is null)
        {
            return;
        }

        writer.WriteStartObject("adapter");
        writer.WriteString("name", report.Name);
        writer.WriteWord("observe", ObservedNames.Levels, report.Level);
        writer.WriteStrings("missing", report.Missing.Select(CheckNames.Kinds.NameOf));
        writer.WriteNumber("scenariosLeftOut", report.ScenariosLeftOut);
        writer.WriteNumber("explained", report.Explained);
        writer.WriteNumber("undecided", report.Undecided);
        writer.WriteString("undecidedBecause", report.Undecided > 0 ? report.Reason : null);
        writer.WriteNumber("restarts", report.Restarts);
        Write(writer, "firstStop", report.FirstStop);
        Write(writer, "failure", report.Failure);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, SubjectFailure? failure)
    {
        if (failure is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("kind", Word(failure.Kind));
        writer.WriteString("sentence", failure.Sentence);
        if (failure.Evidence is { } evidence)
        {
            Write(writer, evidence);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChannelEvidence evidence)
    {
        writer.WriteStartObject("evidence");
        writer.WriteString("ended", evidence.Exit?.ToString());
        writer.WriteBoolean("killed", evidence.Killed);
        writer.WriteNumber("leftovers", evidence.Leftovers);
        writer.WriteNumber("survivors", evidence.Survivors);
        writer.WriteNumber("linesSent", evidence.LinesSent);
        writer.WriteNumber("linesReceived", evidence.LinesReceived);
        writer.WriteString("lastLine", evidence.LastLine);
        writer.WriteString("halfLine", evidence.HalfLine);
        writer.WriteStrings("standardError", evidence.StandardError);
        writer.WriteEndObject();
    }

    private static string Word(SubjectFailureKind kind) =>
        kind switch
        {
            SubjectFailureKind.Unavailable => "unavailable",
            SubjectFailureKind.Stopped => "stopped",
            SubjectFailureKind.TooOften => "stopped-too-often",
            SubjectFailureKind.Protocol => "protocol",
            SubjectFailureKind.Faulted => "fault",
        };
}
