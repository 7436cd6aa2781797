using System.Diagnostics.CodeAnalysis;

namespace HmmSpec.Spec;

/// <summary>
/// The text form of events: phase, reason, process and range, then <c>owner=</c> and <c>device=</c> where there is one:
/// <c>callback migrate p0 0+4 owner=d0 device=d1</c>.
/// </summary>
public static class EventText
{
    private const string Fields = "owner= or device=";

    /// <summary>An event as text.</summary>
    public static string Format(Event happened) =>
        $"{Names.EventPhases.NameOf(happened.Phase)} {Names.EventKinds.NameOf(happened.Kind)}"
        + $" p{happened.Process} {RangeText.Format(happened.Range)}"
        + (happened.Owner == -1 ? "" : $" owner=d{happened.Owner}")
        + (happened.Device == -1 ? "" : $" device=d{happened.Device}");

    /// <summary>Reads an event.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Event happened, [NotNullWhen(false)] out TextError? error)
    {
        TextCursor cursor = new(text);
        happened = new Event(
            cursor.TakeName(Names.EventPhases),
            cursor.TakeName(Names.EventKinds),
            cursor.TakeProcess(),
            cursor.TakeRange(),
            -1,
            -1
        );
        bool hasOwner = false;
        bool hasDevice = false;
        while (cursor.HasMore)
        {
            cursor.TakeField(Fields, out TextWord name, out TextWord value);
            switch (name.Text)
            {
                case "owner":
                    cursor.RefuseSecond(hasOwner, name, "the owner");
                    hasOwner = true;
                    happened = happened with { Owner = cursor.ReadDevice(value) };
                    break;
                case "device":
                    cursor.RefuseSecond(hasDevice, name, "the device");
                    hasDevice = true;
                    happened = happened with { Device = cursor.ReadDevice(value) };
                    break;
                default:
                    cursor.Refuse(name, Fields);
                    break;
            }
        }

        error = cursor.Error;
        return error is null;
    }
}
