namespace HmmSpec.Spec;

/// <summary>Informally: when unmap or protect has returned, no device gets past the new rights.</summary>
/// <remarks>
/// For every unmap or protect of process p that succeeded, every page of its range, and every device d: a valid entry or
/// a cached translation of p's mirror in d implies that the page is readable now, and one that allows stores that it is
/// writable.
/// </remarks>
[Invariant("INV-33")]
[Clause("TRN-3")]
public sealed class DevicesObeyNewRights : IStepInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-33";

    /// <inheritdoc/>
    public string Clause => "TRN-3";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.Step;

    /// <inheritdoc/>
    public Violation? Check(State before, Operation operation, Outcome outcome, State after)
    {
        (int number, PageRange range) = operation switch
        {
            Unmap unmap => (unmap.Process, unmap.Range),
            Protect protect => (protect.Process, protect.Range),
            _ => (-1, default),
        };
        if (number < 0 || outcome.Status != Status.Ok)
        {
            return null;
        }

        Process process = after.Processes[number];
        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            Mirror mirror = process.Mirrors[device];
            for (int page = range.Start; page < range.End; page++)
            {
                MirrorEntry entry = mirror.Entries[page];
                Translation cached = mirror.Tlb[page];
                bool read = entry.IsValid || cached.Valid;
                bool write = (entry.IsValid && entry.Writable) || (cached.Valid && cached.Writable);
                if ((read && !process.Space.IsReadable(page)) || (write && !process.Space.IsWritable(page)))
                {
                    return this.Broken(
                        $"{OperationText.Format(operation)}: {InvariantSentences.Page(number, device, page)} can still be "
                            + (write ? "written" : "read")
                    );
                }
            }
        }

        return null;
    }
}
