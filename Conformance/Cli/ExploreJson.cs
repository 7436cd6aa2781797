using System.Buffers;
using System.Text;
using System.Text.Json;
using HmmSpec.Exploration;

namespace HmmSpec.Cli;

/// <summary>The machine-readable report of an exploration: one JSON object.</summary>
internal static class ExploreJson
{
    /// <summary>The report as JSON.</summary>
    public static string Format(ExploreWorld world, ExplorationOptions options, ExplorationResult result, int exitCode)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("hmmspec", 1);
            WriteWorld(writer, world);
            WriteFigures(writer, result);
            writer.WriteNumber("threads", options.Threads);
            writer.WriteStartObject("operations");
            foreach ((string name, long count) in ExploreText.Kinds(result))
            {
                writer.WriteNumber(name, count);
            }

            writer.WriteEndObject();
            WriteViolation(writer, world, result.Violation);
            writer.WriteString("checkpoint", result.Checkpoint);
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Why an exploration ended, in a word.</summary>
    public static string Word(StopReason reason) =>
        reason switch
        {
            StopReason.Complete => "complete",
            StopReason.Violation => "violation",
            StopReason.MaxStates => "max-states",
            StopReason.MaxDepth => "max-depth",
            StopReason.Memory => "memory",
            _ => "cancelled",
        };

    private static void WriteWorld(Utf8JsonWriter writer, ExploreWorld world)
    {
        writer.WriteString("world", world.Name);
        foreach ((string name, int value) in world.Sizes)
        {
            writer.WriteNumber(name, value);
        }

        writer.WriteString("symmetry", world.Symmetry);
        writer.WriteString("defect", world.Defect.Length > 0 ? world.Defect : null);
    }

    private static void WriteFigures(Utf8JsonWriter writer, ExplorationResult result)
    {
        writer.WriteNumber("states", result.States);
        writer.WriteNumber("transitions", result.Transitions);
        writer.WriteNumber("changing", result.Changing);
        writer.WriteNumber("depth", result.Depth);
        writer.WriteNumber("seconds", Math.Round(result.Seconds, 3));
        writer.WriteNumber("cpuSeconds", Math.Round(result.CpuSeconds, 3));
        writer.WriteNumber("statesPerSecond", Math.Round(result.StatesPerSecond));
        writer.WriteNumber("bytesPerState", Math.Round(result.BytesPerState, 2));
        writer.WriteNumber("collisionProbability", result.CollisionProbability);
        writer.WriteBoolean("complete", result.IsComplete);
        writer.WriteString("reason", Word(result.Reason));
    }

    private static void WriteViolation(Utf8JsonWriter writer, ExploreWorld world, FoundViolation? violation)
    {
        if (violation is null)
        {
            writer.WriteNull("violation");
            return;
        }

        (IReadOnlyList<string> operations, string state) = ExploreText.Way(world, violation);
        writer.WriteStartObject("violation");
        writer.WriteString("sentence", violation.Sentence);
        writer.WriteStartArray("path");
        foreach (string operation in operations)
        {
            writer.WriteStringValue(operation);
        }

        writer.WriteEndArray();
        writer.WriteString("state", state);
        writer.WriteEndObject();
    }
}
