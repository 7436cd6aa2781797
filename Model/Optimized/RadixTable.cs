namespace HmmSpec.Optimized;

/// <summary>
/// A table of two levels from page to entry and cached translation. The root grows to the highest page in use and leaves
/// are allocated where something is, so that a large address space costs memory only where it is used.
/// </summary>
internal sealed class RadixTable<TEntry>(LeafPool<TEntry> pool)
    where TEntry : struct, IPackedEntry
{
    /// <summary>How many pages a leaf covers.</summary>
    public const int LeafSize = 1 << LeafShift;

    private const int LeafShift = 8;
    private const int LeafMask = LeafSize - 1;

    private PageSlot<TEntry>[][] _root = [];

    /// <summary>What is known of a page; any number may be asked for.</summary>
    public PageSlot<TEntry> Peek(int page)
    {
        PageSlot<TEntry>[][] root = _root;
        uint index = (uint)page >> LeafShift;
        return index < (uint)root.Length ? root[index][page & LeafMask] : default;
    }

    /// <summary>The slot of a page of the address space, to be written to.</summary>
    public ref PageSlot<TEntry> At(int page)
    {
        PageSlot<TEntry>[][] root = _root;
        uint index = (uint)page >> LeafShift;
        if (index < (uint)root.Length && root[index] != pool.Absent)
        {
            return ref root[index][page & LeafMask];
        }

        return ref Grow((int)index)[page & LeafMask];
    }

    /// <summary>The first page from <paramref name="page"/> on of which anything is known, or <paramref name="end"/>.</summary>
    public int Next(int page, int end)
    {
        while (page < end)
        {
            int index = page >> LeafShift;
            if (index >= _root.Length)
            {
                return end;
            }

            PageSlot<TEntry>[] leaf = _root[index];
            int leafEnd = Math.Min(end, (page | LeafMask) + 1);
            if (leaf == pool.Absent)
            {
                page = leafEnd;
                continue;
            }

            for (; page < leafEnd; page++)
            {
                if (!leaf[page & LeafMask].IsEmpty)
                {
                    return page;
                }
            }
        }

        return end;
    }

    /// <summary>Gives back the leaves that lie in a range of which nothing is known any more.</summary>
    public void Trim(int start, int end)
    {
        int last = Math.Min(end >> LeafShift, _root.Length);
        for (int index = (start + LeafMask) >> LeafShift; index < last; index++)
        {
            GiveBack(index);
        }
    }

    /// <summary>Gives back all leaves; the table must be empty.</summary>
    public void Release()
    {
        for (int index = 0; index < _root.Length; index++)
        {
            GiveBack(index);
        }
    }

    private void GiveBack(int index)
    {
        PageSlot<TEntry>[] leaf = _root[index];
        if (leaf != pool.Absent)
        {
            _root[index] = pool.Absent;
            pool.Return(leaf);
        }
    }

    private PageSlot<TEntry>[] Grow(int index)
    {
        int old = _root.Length;
        if (index >= old)
        {
            Array.Resize(ref _root, Math.Max(index + 1, old * 2));
            Array.Fill(_root, pool.Absent, old, _root.Length - old);
        }

        return _root[index] = pool.Take();
    }
}
