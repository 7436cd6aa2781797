namespace HmmSpec.Spec;

/// <summary>Informally: what is stored to a shared file, all who map it see.</summary>
/// <remarks>
/// For every store by a CPU or a device that succeeded, and every page of its range that is of a shared mapping: the page of
/// the file behind it holds what was stored last to it, and so does every page of every process that shows it.
/// </remarks>
[Invariant("INV-32")]
[Clause("FIL-14")]
public sealed class SharedStoresAreSeenByAll : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-32";

    /// <inheritdoc/>
    public string Clause => "FIL-14";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        if (after.Files.Count == 0 || outcome.Status != Status.Ok)
        {
            return null;
        }

        string? flaw =
            operation is Store store ? Flaw(after, store.Process, new PageRange(store.Page, 1), store.Value)
            : operation is DeviceStore stores ? Flaw(after, stores.Process, stores.Range, stores.Value)
            : null;
        return flaw is null ? null : this.Broken($"{OperationText.Format(operation)}: {flaw}");
    }

    private static string? Flaw(State after, int process, PageRange range, ulong value)
    {
        AddressSpace space = after.Processes[process].Space;
        for (int page = range.Start; page < range.End; page++)
        {
            if (space.BackingOf(page) is { IsShared: true } backing)
            {
                int last = SharedPages.LastAlias(after, process, range, page);
                ulong stored = unchecked(value + (ulong)(last - range.Start));
                if (Unseen(after, backing.At(page), stored) is string flaw)
                {
                    return flaw;
                }
            }
        }

        return null;
    }

    private static string? Unseen(State after, FileAddress address, ulong stored)
    {
        if (after.ContentOf(address) != stored)
        {
            return $"page {address.Index} of f{address.File} holds {after.ContentOf(address)}, not the stored {stored}";
        }

        for (int process = 0; process < after.Processes.Count; process++)
        {
            for (int page = 0; page < after.World.Pages; page++)
            {
                if (
                    SharedPages.Shown(after, process, page) == address
                    && after.ContentOf(process, page) is ulong found
                    && found != stored
                )
                {
                    return $"{InvariantSentences.Page(process, page)} holds {found}, not the stored {stored}";
                }
            }
        }

        return null;
    }
}
