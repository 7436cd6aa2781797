namespace HmmSpec.Optimized;

/// <summary>
/// What a table knows of a page: the entry, and beside it, in the same cache line, what the TLB has cached of it. An
/// entry that exists has room for its translation, so that taking one never allocates.
/// </summary>
internal struct PageSlot<TEntry>
    where TEntry : struct, IPackedEntry
{
    /// <summary>The entry of the page table or of the mirror.</summary>
    public TEntry Entry;

    /// <summary>The cached translation of the CPU or of the device.</summary>
    public PackedTranslation Translation;

    /// <summary>Whether neither is there.</summary>
    public readonly bool IsEmpty => Entry.IsEmpty && !Translation.IsValid;
}
