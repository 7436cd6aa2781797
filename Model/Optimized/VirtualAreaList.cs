using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>
/// The VMAs of a process: a sorted array, disjoint, neighbours with equal rights, flags and backing always merged.
/// </summary>
internal sealed class VirtualAreaList
{
    private VirtualArea[] _areas = new VirtualArea[4];
    private int _count;

    public ReadOnlySpan<VirtualArea> Areas => _areas.AsSpan(0, _count);

    /// <summary>The area that a page is in.</summary>
    public bool TryFind(int page, out VirtualArea area) => TryFindFrom(page, out area) && area.Start <= page;

    /// <summary>The first area that ends after a page (find_vma).</summary>
    public bool TryFindFrom(int page, out VirtualArea area)
    {
        int index = IndexFrom(page);
        area = index < _count ? _areas[index] : default;
        return index < _count;
    }

    /// <summary>The rights at a page; none where nothing is mapped.</summary>
    public Protection ProtectionAt(int page) => TryFind(page, out VirtualArea area) ? area.Protection : Protection.None;

    public bool Overlaps(PageRange range) => TryFindFrom(range.Start, out VirtualArea area) && area.Start < range.End;

    /// <summary>What stands behind a page; nothing where nothing is mapped.</summary>
    public Backing BackingAt(int page) => TryFind(page, out VirtualArea area) ? area.Backing : Backing.Anonymous;

    /// <summary>Maps a range with these rights, whatever was there before.</summary>
    public void Set(PageRange range, Protection protection, Backing backing, VmaFlags flags = VmaFlags.None)
    {
        Remove(range);
        int index = IndexFrom(range.Start);
        VirtualArea added = new(range.Start, range.End, protection, backing) { Flags = flags };
        int replaced = 0;
        if (index < _count && _areas[index].Start == added.End && IsAlike(_areas[index], added))
        {
            added = added with { End = _areas[index].End };
            replaced = 1;
        }

        if (index > 0 && _areas[index - 1].End == added.Start && IsAlike(_areas[index - 1], added))
        {
            added = added with { Start = _areas[--index].Start };
            replaced++;
        }

        Splice(index, replaced, [added]);
    }

    /// <summary>Unmaps a range.</summary>
    public void Remove(PageRange range)
    {
        int first = IndexFrom(range.Start);
        int last = first;
        while (last < _count && _areas[last].Start < range.End)
        {
            last++;
        }

        if (first == last)
        {
            return;
        }

        VirtualArea left = _areas[first] with { End = range.Start };
        VirtualArea right = _areas[last - 1] with { Start = range.End };
        if (left.Start < left.End && right.Start < right.End)
        {
            Splice(first, last - first, [left, right]);
        }
        else if (left.Start < left.End)
        {
            Splice(first, last - first, [left]);
        }
        else if (right.Start < right.End)
        {
            Splice(first, last - first, [right]);
        }
        else
        {
            Splice(first, last - first, []);
        }
    }

    public void Clear() => _count = 0;

    private static bool IsAlike(VirtualArea one, VirtualArea other) =>
        one.Protection == other.Protection && one.Flags == other.Flags && one.Backing == other.Backing;

    private void Splice(int index, int removed, ReadOnlySpan<VirtualArea> added)
    {
        int count = _count - removed + added.Length;
        if (count > _areas.Length)
        {
            Array.Resize(ref _areas, _areas.Length * 2); // By one area at a time: a change adds no more.
        }

        Array.Copy(_areas, index + removed, _areas, index + added.Length, _count - index - removed);
        added.CopyTo(_areas.AsSpan(index));
        _count = count;
    }

    private int IndexFrom(int page)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (_areas[middle].End <= page)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
