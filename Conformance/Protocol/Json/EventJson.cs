using System.Text.Json;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// The JSON form of events:
/// <c>{"phase":"callback","kind":"migrate","process":0,"start":0,"count":4,"owner":0,"device":1}</c>; owner and device are
/// left out where there is none.
/// </summary>
public static class EventJson
{
    private const Member Phase = Member.Phase;
    private const Member Kind = Member.Kind;
    private const Member Process = Member.Process;
    private const Member Owner = Member.Owner;
    private const Member Device = Member.Device;
    private const int Nobody = -1;

    /// <summary>An event as JSON.</summary>
    public static string Format(Event happened) => Json.Format(writer => Write(writer, happened));

    /// <summary>Writes an event as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Event happened)
    {
        writer.WriteStartObject();
        writer.WriteWord(Phase, Words.EventPhases, happened.Phase);
        writer.WriteWord(Kind, Words.EventKinds, happened.Kind);
        writer.WriteNumber(Process, happened.Process);
        writer.WriteRange(happened.Range);
        if (happened.Owner != Nobody)
        {
            writer.WriteNumber(Owner, happened.Owner);
        }

        if (happened.Device != Nobody)
        {
            writer.WriteNumber(Device, happened.Device);
        }

        writer.WriteEndObject();
    }
}
