namespace HmmSpec.Optimized;

/// <summary>Empty leaves of radix tables, kept for the next table that needs one.</summary>
internal sealed class LeafPool<TEntry>
    where TEntry : struct, IPackedEntry
{
    private readonly Stack<PageSlot<TEntry>[]> _leaves = [];

    /// <summary>
    /// Stands in a table wherever a leaf is absent, and is never written to: reading needs no test for null. Each pool has its
    /// own, so that a machine that writes to it (a mutant does) spoils no other.
    /// </summary>
    public PageSlot<TEntry>[] Absent { get; } = new PageSlot<TEntry>[RadixTable<TEntry>.LeafSize];

    /// <summary>A leaf in which every slot is empty.</summary>
    public PageSlot<TEntry>[] Take() =>
        _leaves.TryPop(out PageSlot<TEntry>[]? leaf) ? leaf : new PageSlot<TEntry>[RadixTable<TEntry>.LeafSize];

    /// <summary>Takes back a leaf in which every slot is empty again.</summary>
    public void Return(PageSlot<TEntry>[] leaf) => _leaves.Push(leaf);
}
