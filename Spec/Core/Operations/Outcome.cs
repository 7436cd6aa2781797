using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>How an operation ended, and what it delivered.</summary>
/// <param name="Status">Success, an errno or a signal.</param>
/// <param name="Value">
/// The value that a load delivered; of a device load of one page and of an atomic access too; of a swap-out or an
/// eviction, how many pages left; of compact, how many moved; of a remap, where the range begins.
/// </param>
/// <param name="Faults">How many device faults the access took.</param>
/// <param name="Values">The values that a device load of several pages delivered.</param>
/// <param name="Pages">What a range fault, a snapshot, a migration or make-exclusive says of each page.</param>
public readonly record struct Outcome(
    Status Status,
    ulong Value,
    int Faults,
    Sequence<ulong> Values,
    Sequence<PageResult> Pages
)
{
    /// <summary>Success, with nothing to deliver.</summary>
    public static Outcome Ok => default;

    /// <summary>A failure that delivers nothing.</summary>
    public static Outcome Fail(Status status) => new(status, 0, 0, [], []);

    /// <summary>Success, with one value.</summary>
    public static Outcome Of(ulong value) => new(Status.Ok, value, 0, [], []);
}
