namespace HmmSpec.Spec;

/// <summary>Informally: a device reaches a page in device memory only if it is its own memory and the page is there.</summary>
/// <remarks>
/// For every mirror of process p in device d and every page: an entry for frame g of d's memory implies that g is in
/// use and the page-table entry is device-private for g of d; or that a window over the page is open of which d has
/// not been told; or that the page-table entry is a migration entry of g, and g is locked.
/// </remarks>
[Invariant("INV-4")]
[Clause("MIR-15")]
public sealed class DeviceEntriesLeadToOwnMemory : MirrorEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-4";

    /// <inheritdoc/>
    public override string Clause => "MIR-15";

    private protected override string? Flaw(
        State state,
        Process process,
        int device,
        int page,
        MirrorEntry entry,
        Target? target
    )
    {
        if (entry.Kind != MirrorEntryKind.Device)
        {
            return null;
        }

        if (target is not Target own || !Places.IsUsed(state, own))
        {
            return $"but the device has no used frame {entry.Address}";
        }

        Pte pte = process.PageTable[page];
        return
            (pte.Kind == PteKind.DevicePrivate && pte.Target == own)
            || InFlight.IsUntold(process, device, page)
            || InFlight.IsMigrating(state, pte, own)
            ? null
            : $"but the page table has {InvariantSentences.Of(pte)}";
    }
}
