namespace HmmSpec.Spec;

/// <summary>
/// Informally: what a device reaches in system memory is what the process's page table maps there, and nothing older.
/// </summary>
/// <remarks>
/// For every mirror of process p in device d and every page: an entry for system memory that leads to f implies that
/// the page-table entry maps f (present or protnone), or is a device-exclusive entry of f; or that a window over the page is open of which d has not been
/// told; or that the page-table entry is a migration entry of f, and f is locked.
/// </remarks>
[Invariant("INV-1")]
[Clause("MIR-12")]
public sealed class MirrorAgreesWithPageTable : MirrorEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-1";

    /// <inheritdoc/>
    public override string Clause => "MIR-12";

    private protected override string? Flaw(
        State state,
        Process process,
        int device,
        int page,
        MirrorEntry entry,
        Target? target
    )
    {
        Pte pte = process.PageTable[page];
        return
            entry.Kind != MirrorEntryKind.System
            || ((pte.IsMapped || pte.Kind == PteKind.DeviceExclusive) && pte.Target == target)
            || InFlight.IsUntold(process, device, page)
            || (target is Target source && InFlight.IsMigrating(state, pte, source))
            ? null
            : $"but the page table has {InvariantSentences.Of(pte)}";
    }
}
