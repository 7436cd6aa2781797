namespace HmmSpec.Spec;

/// <summary>Informally: the page table gives no right that the mapping does not give.</summary>
/// <remarks>
/// For every living process and every page over which no window is open (rights are lowered and mappings removed before
/// the entries follow): an entry implies a VMA, a present one a readable VMA, a writable one of any kind a writable VMA.
/// (A child that fork is still making does not live yet; its VMAs come after its entries.)
/// </remarks>
[Invariant("INV-47")]
[Clause("CON-1")]
public sealed class PageTableGrantsNoMoreThanMapping : PageEntryInvariant
{
    /// <inheritdoc/>
    public override string Id => "INV-47";

    /// <inheritdoc/>
    public override string Clause => "CON-1";

    private protected override string? Flaw(State state, Process process, int page, Pte pte)
    {
        bool mapped = process.Space.TryFind(page, out Vma vma);
        bool granted =
            mapped
            && (pte.Kind != PteKind.Present || vma.Protection != Protection.None)
            && (!pte.Writable || vma.Protection == Protection.ReadWrite);
        return granted || !process.Alive || InFlight.IsInWindow(process, page)
            ? null
            : $"but the rights of the page are {(mapped ? Names.Protections.NameOf(vma.Protection) : "of no mapping")}";
    }
}
