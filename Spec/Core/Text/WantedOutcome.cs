using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What is wanted of an outcome: the status, and of the rest only what is not null.</summary>
/// <param name="Status">Success, an errno or a signal.</param>
/// <param name="Value">The value.</param>
/// <param name="Faults">How many device faults.</param>
/// <param name="Values">The values.</param>
/// <param name="Pages">What is said of each page.</param>
public sealed record WantedOutcome(
    Status Status,
    ulong? Value = null,
    int? Faults = null,
    Sequence<ulong>? Values = null,
    Sequence<PageResult>? Pages = null
)
{
    /// <summary>What the text of an outcome says of it: all but the parts at their default.</summary>
    public static WantedOutcome Of(Outcome outcome) =>
        new(
            outcome.Status,
            outcome.Value == 0 ? null : outcome.Value,
            outcome.Faults == 0 ? null : outcome.Faults,
            outcome.Values.Count == 0 ? null : outcome.Values,
            outcome.Pages.Count == 0 ? null : outcome.Pages
        );

    /// <summary>Whether an outcome is as wanted.</summary>
    public bool Admits(Outcome outcome) =>
        Status == outcome.Status
        && (Value is null || Value == outcome.Value)
        && (Faults is null || Faults == outcome.Faults)
        && (Values is null || Values == outcome.Values)
        && (Pages is null || Pages == outcome.Pages);

    /// <summary>What is wrong with an outcome, in one sentence; null if it is as wanted.</summary>
    public string? Mismatch(Outcome found) =>
        Admits(found) ? null : $"Expected {OutcomeText.Format(this)}, found {OutcomeText.Format(found)}.";
}
