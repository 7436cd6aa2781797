using System.Diagnostics.CodeAnalysis;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// The text form of outcomes: the status, then <c>value=</c>, <c>faults=</c>, <c>values=</c> and <c>pages=</c>, each left
/// out where it is at its default. Nothing is lost.
/// </summary>
public static class OutcomeText
{
    private const string Fields = "value=, faults=, values= or pages=";

    /// <summary>An outcome as text.</summary>
    public static string Format(Outcome outcome) => Format(WantedOutcome.Of(outcome));

    /// <summary>What is wanted of an outcome as text: a part that is not null is written, also at its default.</summary>
    public static string Format(WantedOutcome wanted) =>
        Names.Statuses.NameOf(wanted.Status)
        + (wanted.Value is ulong value ? $" value={value}" : "")
        + (wanted.Faults is int faults ? $" faults={faults}" : "")
        + (wanted.Values is Sequence<ulong> values ? $" values={string.Join(',', values)}" : "")
        + (
            wanted.Pages is Sequence<PageResult> pages
                ? $" pages={string.Join(',', pages.Select(Names.PageResults.NameOf))}"
                : ""
        );

    /// <summary>Reads an outcome; a part that is not there is at its default.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Outcome outcome, [NotNullWhen(false)] out TextError? error)
    {
        bool good = TryParseWanted(text, out WantedOutcome? wanted, out error);
        outcome = wanted is null
            ? default
            : new(wanted.Status, wanted.Value ?? 0, wanted.Faults ?? 0, wanted.Values ?? [], wanted.Pages ?? []);
        return good;
    }

    /// <summary>Reads what is wanted of an outcome; a part that is not there is null.</summary>
    public static bool TryParseWanted(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out WantedOutcome? wanted,
        [NotNullWhen(false)] out TextError? error
    )
    {
        TextCursor cursor = new(text);
        WantedOutcome read = new(cursor.TakeName(Names.Statuses));
        while (cursor.HasMore)
        {
            cursor.TakeField(Fields, out TextWord name, out TextWord value);
            read = ReadField(ref cursor, read, name, value);
        }

        error = cursor.Error;
        wanted = error is null ? read : null;
        return wanted is not null;
    }

    private static WantedOutcome ReadField(
        scoped ref TextCursor cursor,
        WantedOutcome read,
        scoped TextWord name,
        scoped TextWord value
    )
    {
        switch (name.Text)
        {
            case "value":
                cursor.RefuseSecond(read.Value is not null, name, "the value");
                return read with { Value = cursor.ReadValue(value) };
            case "faults":
                cursor.RefuseSecond(read.Faults is not null, name, "the faults");
                return read with { Faults = cursor.ReadNumber(value, "a number of faults") };
            case "values":
                cursor.RefuseSecond(read.Values is not null, name, "the values");
                return read with { Values = cursor.ReadValues(value) };
            case "pages":
                cursor.RefuseSecond(read.Pages is not null, name, "the pages");
                return read with { Pages = cursor.ReadNames(value, Names.PageResults) };
            default:
                cursor.Refuse(name, Fields);
                return read;
        }
    }
}
