namespace HmmSpec.Spec;

/// <summary>Informally: when unmap, protect or remap has returned, no device gets past the new rights.</summary>
/// <remarks>
/// For every unmap, protect or remap of process p that succeeded, every page of its range, and every device d: a valid entry or
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
        string? flaw =
            outcome.Status != Status.Ok || !OperationPlace.IsInWorld(before, operation) ? null
            : operation is Unmap unmap ? Flaw(after, unmap.Process, unmap.Range)
            : operation is Protect protect ? Flaw(after, protect.Process, protect.Range)
            : operation is Remap remap ? Flaw(after, remap.Process, remap.Range)
            : null;
        return flaw is null ? null : this.Broken($"{OperationText.Format(operation)}: {flaw}");
    }

    private static string? Flaw(State after, int number, PageRange range)
    {
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
                    return $"{InvariantSentences.Page(number, device, page)} can still be {(write ? "written" : "read")}";
                }
            }
        }

        return null;
    }
}
