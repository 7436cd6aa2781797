using System.Text.Json;
using HmmSpec.Properties;

namespace HmmSpec.Protocol;

/// <summary>Writes what an implementation can do.</summary>
internal static class CapabilitiesJson
{
    /// <summary>The word for an implementation that has to be started again for every run.</summary>
    internal const string Restarted = "process";

    /// <summary>The word for one that can be reset as it runs.</summary>
    internal const string InPlace = "in-place";

    internal static void Write(Utf8JsonWriter writer, Capabilities capabilities)
    {
        writer.WriteStartObject();
        writer.WriteWords(Member.Operations, Words.Operations, capabilities.Operations);
        WriteLimits(writer, capabilities);
        writer.WriteWords(Member.Observe, Words.Levels, capabilities.Levels);
        writer.WriteText(Member.Reset, capabilities.NeedsRestart ? Restarted : InPlace);
        writer.WriteFlag(Member.Deterministic, capabilities.IsDeterministic);
        writer.WriteWords(Member.Events, Words.EventKinds, capabilities.Events);
        if (capabilities.Profiles.Count > 0)
        {
            writer.WriteStrings(Words.NameOf(Member.Profiles), capabilities.Profiles);
        }

        writer.WriteWord(Member.Ordering, Words.Orderings, capabilities.Ordering);
        if (capabilities.DelayPoints is { } points)
        {
            writer.WriteStrings(Words.NameOf(Member.DelayPoints), points);
        }

        writer.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter writer, Capabilities capabilities)
    {
        writer.WriteName(Member.Limits);
        writer.WriteStartObject();
        writer.WriteNumber(Member.Processes, capabilities.Processes);
        writer.WriteNumber(Member.Pages, capabilities.Pages);
        writer.WriteNumber(Member.Devices, capabilities.Devices);
        writer.WriteNumberIfAny(Member.Frames, capabilities.Frames);
        writer.WriteNumberIfAny(Member.Swap, capabilities.SwapSlots);
        writer.WriteNumberIfAny(Member.DeviceFrames, capabilities.DeviceFrames);
        writer.WriteNumberIfAny(Member.Iova, capabilities.IovaSlots);
        writer.WriteNumberIfAny(Member.Files, capabilities.Files == 0 ? null : capabilities.Files);
        writer.WriteNumberIfAny(Member.MemoryFiles, capabilities.MemoryFiles == 0 ? null : capabilities.MemoryFiles);
        writer.WriteNumberIfAny(Member.FilePages, capabilities.FilePages == 0 ? null : capabilities.FilePages);
        writer.WriteNumberIfAny(Member.Pins, capabilities.Pins == 0 ? null : capabilities.Pins);
        writer.WriteEndObject();
    }
}
