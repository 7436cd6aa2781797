namespace HmmSpec.Spec;

/// <summary>Informally: after fork, what one process stores, by CPU or device, is its own.</summary>
/// <remarks>
/// For every store by a CPU or a device, plain or atomic, in process p to a range, however it ended: no page of another process, and no
/// page of p outside of the range, has other content than before; and after a successful one each page of the range has
/// the value that was stored (of an
/// atomic access, what it delivered and what it added). (A store through a shared mapping is seen where INV-32 says.)
/// </remarks>
[Invariant("INV-31")]
[Clause("FRK-6")]
public sealed class StoresAreSeenByOneProcess : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-31";

    /// <inheritdoc/>
    public string Clause => "FRK-6";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        if (operation is Store store)
        {
            return Check(before, operation, new PageRange(store.Page, 1), store.Process, store.Value, outcome, after);
        }

        if (operation is DeviceAtomic atomic)
        {
            ulong sum = unchecked(outcome.Value + atomic.Value);
            return Check(before, operation, new PageRange(atomic.Page, 1), atomic.Process, sum, outcome, after);
        }

        return operation is DeviceStore stores
            ? Check(before, operation, stores.Range, stores.Process, stores.Value, outcome, after)
            : null;
    }

    private Violation? Check(
        State before,
        Operation operation,
        PageRange range,
        int process,
        ulong value,
        Outcome outcome,
        State after
    )
    {
        bool stored = outcome.Status == Status.Ok && OperationPlace.IsInWorld(before, operation);
        string? flaw =
            Differences.OfContent(before, after, (process, range))
            ?? (stored ? NotStored(after, process, range, value) : null);
        return flaw is null ? null : this.Broken($"{OperationText.Format(operation)}: {flaw}");
    }

    private static string? NotStored(State after, int process, PageRange range, ulong value)
    {
        for (int index = 0; index < range.Count; index++)
        {
            int last = SharedPages.LastAlias(after, process, range, range.Start + index);
            ulong stored = unchecked(value + (ulong)(last - range.Start));
            ulong found = after.ContentOf(process, range.Start + index);
            if (found != stored)
            {
                return $"{InvariantSentences.Page(process, range.Start + index)} holds {found}, not the stored {stored}";
            }
        }

        return null;
    }
}
