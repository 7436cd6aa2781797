using System.Buffers;
using System.Text;
using System.Text.Json;
using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>Writes what was found of an adapter's protocol.</summary>
internal static class SmokeText
{
    private const int Indent = 10;

    /// <summary>A line for each check, and what to do about those that are broken.</summary>
    public static void Write(Screen screen, SmokeReport report)
    {
        foreach (SmokeFinding finding in report.Findings)
        {
            string word = Word(finding.State).PadRight(Indent);
            if (finding.State != SmokeState.Broken)
            {
                screen.Line($"{word}{finding.Name}: {finding.Sentence}");
                continue;
            }

            screen.Line($"{word}{finding.Name}", "red");
            screen.Paragraph(finding.Sentence, Indent);
            screen.Paragraph(finding.Advice, Indent);
        }

        if (report.Evidence is { } evidence)
        {
            screen.Line();
            screen.Line("when the first was broken:");
            foreach (string line in evidence.Text().TrimEnd('\n').Split('\n'))
            {
                screen.Line($"  {line}");
            }
        }

        screen.Line();
        int broken = report.Count(SmokeState.Broken);
        screen.Line(
            $"{report.Count(SmokeState.Ok)} ok, {broken} broken, {report.Count(SmokeState.LeftOut)} left out",
            broken > 0 ? "red" : "green"
        );
    }

    /// <summary>The same as one JSON object.</summary>
    public static string Json(string subject, SmokeReport report, int exitCode)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            writer.WriteString("subject", subject);
            writer.WriteString("adapter", report.Adapter);
            writer.WriteStartArray("checks");
            foreach (SmokeFinding finding in report.Findings)
            {
                writer.WriteStartObject();
                writer.WriteString("name", finding.Name);
                writer.WriteString("result", Word(finding.State));
                writer.WriteString("sentence", finding.Sentence);
                if (finding.Advice.Length > 0)
                {
                    writer.WriteString("advice", finding.Advice);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (report.Evidence is { } evidence)
            {
                writer.WriteString("evidence", evidence.Text());
            }

            writer.WriteNumber("ok", report.Count(SmokeState.Ok));
            writer.WriteNumber("broken", report.Count(SmokeState.Broken));
            writer.WriteNumber("leftOut", report.Count(SmokeState.LeftOut));
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Word(SmokeState state) =>
        state switch
        {
            SmokeState.Ok => "ok",
            SmokeState.Broken => "broken",
            SmokeState.LeftOut => "left out",
        };
}
