namespace HmmSpec.Spec;

/// <summary>Informally: a device may store only where the CPU may, into the same frame.</summary>
/// <remarks>
/// For every mirror of process p in device d and every page: a writable entry that leads to t implies that the
/// page-table entry is writable, leads to t, and is present or device-exclusive (device-private for device memory); or that a window over
/// the page is open of which d has not been told; or that it is a writable migration entry of t, and t is locked.
/// </remarks>
[Invariant("INV-2")]
[Clause("MIR-13")]
public sealed class MirrorGrantsNoMoreThanPageTable : MirrorEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-2";

    /// <inheritdoc/>
    public override string Clause => "MIR-13";

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
        bool agrees =
            entry.Kind == MirrorEntryKind.Device
                ? pte.Kind == PteKind.DevicePrivate
                : pte.Kind is PteKind.Present or PteKind.DeviceExclusive;
        return
            !entry.Writable
            || (agrees && pte.Writable && pte.Target == target)
            || InFlight.IsUntold(process, device, page)
            || (target is Target source && pte.Writable && InFlight.IsMigrating(state, pte, source))
            ? null
            : $"but the page table has {InvariantSentences.Of(pte)}";
    }
}
