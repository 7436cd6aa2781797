namespace HmmSpec.Spec;

/// <summary>Informally: where nothing is in flight, a device has no right that the mapping does not give.</summary>
/// <remarks>
/// For every mirror and every page, with no activity open: a valid entry implies that the page's VMA is readable, a
/// writable one that it is writable.
/// </remarks>
[Invariant("INV-3")]
[Clause("MIR-14")]
public sealed class MirrorGrantsNoMoreThanMapping : MirrorEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-3";

    /// <inheritdoc/>
    public override string Clause => "MIR-14";

    /// <inheritdoc/>
    public override InvariantKind Kind => InvariantKind.Quiescent;

    private protected override string? Flaw(
        State state,
        Process process,
        int device,
        int page,
        MirrorEntry entry,
        Target? target
    ) =>
        !process.Space.IsReadable(page) ? "but the page is not readable"
        : entry.Writable && !process.Space.IsWritable(page) ? "but the page is not writable"
        : null;
}
