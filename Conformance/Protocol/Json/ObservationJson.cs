using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>Writes answers and what was seen; what was not looked at, and a list without items, is left out.</summary>
internal static class ObservationJson
{
    internal static void Write(Utf8JsonWriter writer, Answer answer)
    {
        writer.WriteStartObject();
        if (answer is { Kind: AnswerKind.Ended, IsKnown: true })
        {
            OutcomeJson.WriteMembers(writer, answer.Outcome);
        }
        else
        {
            writer.WriteText(Member.Status, answer.Word);
            if (answer.Kind == AnswerKind.Ended)
            {
                OutcomeJson.WriteDelivered(writer, answer.Outcome);
            }
        }

        if (answer.Reason.Length > 0)
        {
            writer.WriteText(Member.Reason, answer.Reason);
        }

        if (answer.Events is { } events)
        {
            writer.WriteName(Member.Events);
            writer.WriteStartArray();
            foreach (Event happened in events)
            {
                EventJson.Write(writer, happened);
            }

            writer.WriteEndArray();
        }

        WritePages(writer, Member.Touched, answer.Touched.Span);
        if (answer.State is { } state)
        {
            writer.WriteName(Member.State);
            writer.WriteStartObject();
            WriteMembers(writer, state);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the members of a state into an object that is open already.</summary>
    internal static void WriteMembers(Utf8JsonWriter writer, StateObservation state)
    {
        WritePages(writer, Member.Pages, state.Pages.Span);
        if (state.Processes.Count > 0)
        {
            writer.WriteName(Member.Processes);
            writer.WriteStartArray();
            foreach (ProcessObservation process in state.Processes)
            {
                writer.WriteStartObject();
                writer.WriteNumber(Member.Process, process.Process);
                writer.WriteFlagIfAny(Member.Alive, process.Alive);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (state.Devices.Count > 0)
        {
            writer.WriteName(Member.Devices);
            writer.WriteStartArray();
            foreach (DeviceObservation device in state.Devices)
            {
                writer.WriteStartObject();
                writer.WriteNumber(Member.Device, device.Device);
                writer.WriteFlagIfAny(Member.Attached, device.Attached);
                writer.WriteNumberIfAny(Member.UsedFrames, device.UsedFrames);
                writer.WriteNumberIfAny(Member.UsedIovas, device.UsedIovas);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteNumberIfAny(Member.UsedFrames, state.UsedFrames);
        writer.WriteNumberIfAny(Member.UsedSwap, state.UsedSwap);
    }

    private static void WritePages(Utf8JsonWriter writer, Member name, ReadOnlySpan<PageObservation> pages)
    {
        if (pages.IsEmpty)
        {
            return;
        }

        writer.WriteName(name);
        writer.WriteStartArray();
        foreach (PageObservation page in pages)
        {
            Write(writer, page);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, PageObservation page)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Member.Process, page.Process);
        writer.WriteNumber(Member.Page, page.Page);
        writer.WriteFlagIfAny(Member.Mapped, page.Mapped);
        writer.WriteWordIfAny(Member.Protection, Words.Protections, page.Protection);
        writer.WriteWordIfAny(Member.Entry, Words.Entries, page.Entry);
        writer.WriteNumberIfAny(Member.Device, page.Device);
        writer.WriteFlagIfAny(Member.Zero, page.Zero);
        writer.WriteFlagIfAny(Member.Writable, page.Writable);
        writer.WriteFlagIfAny(Member.Dirty, page.Dirty);
        writer.WriteFlagIfAny(Member.Young, page.Young);
        writer.WriteValueIfAny(Member.Value, page.Value);
        writer.WriteFlagIfAny(Member.Cached, page.Cached);
        writer.WriteFlagIfAny(Member.CachedWritable, page.CachedWritable);
        if (page.Mirrors.Count > 0)
        {
            writer.WriteName(Member.Mirrors);
            writer.WriteStartArray();
            foreach (MirrorObservation mirror in page.Mirrors)
            {
                Write(writer, mirror);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MirrorObservation mirror)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Member.Device, mirror.Device);
        writer.WriteWordIfAny(Member.Entry, Words.MirrorEntries, mirror.Entry);
        writer.WriteFlagIfAny(Member.Zero, mirror.Zero);
        writer.WriteFlagIfAny(Member.Writable, mirror.Writable);
        writer.WriteFlagIfAny(Member.Dirty, mirror.Dirty);
        writer.WriteValueIfAny(Member.Value, mirror.Value);
        writer.WriteFlagIfAny(Member.Cached, mirror.Cached);
        writer.WriteFlagIfAny(Member.CachedWritable, mirror.CachedWritable);
        writer.WriteFlagIfAny(Member.Exclusive, mirror.Exclusive);
        writer.WriteEndObject();
    }
}
