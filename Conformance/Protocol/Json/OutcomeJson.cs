using System.Text.Json;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// The JSON form of outcomes: <c>{"status":"ok","value":"7","faults":1}</c>. As in the text form, all but the status is
/// left out at its default, and nothing is lost.
/// </summary>
public static class OutcomeJson
{
    private const Member Status = Member.Status;
    private const Member Value = Member.Value;
    private const Member Faults = Member.Faults;
    private const Member Values = Member.Values;
    private const Member Pages = Member.Pages;

    /// <summary>An outcome as JSON.</summary>
    public static string Format(Outcome outcome) => Json.Format(writer => Write(writer, outcome));

    /// <summary>Writes an outcome as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Outcome outcome)
    {
        writer.WriteStartObject();
        WriteMembers(writer, outcome);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of an outcome into an object that is open already.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Outcome outcome)
    {
        writer.WriteWord(Status, Words.Statuses, outcome.Status);
        WriteDelivered(writer, outcome);
    }

    /// <summary>Writes all but the status.</summary>
    internal static void WriteDelivered(Utf8JsonWriter writer, Outcome outcome)
    {
        if (outcome.Value != 0)
        {
            writer.WriteValue(Value, outcome.Value);
        }

        if (outcome.Faults != 0)
        {
            writer.WriteNumber(Faults, outcome.Faults);
        }

        if (outcome.Values.Count > 0)
        {
            writer.WriteValues(Values, outcome.Values);
        }

        if (outcome.Pages.Count > 0)
        {
            writer.WriteWords(Pages, Words.PageResults, outcome.Pages);
        }
    }
}
