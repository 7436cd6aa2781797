using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// The VMAs of a process: sorted, disjoint, and merged wherever neighbours have equal rights and flags and go on in the same
/// backing, so that equal address spaces are equal values. (The kernel merges less eagerly. What shows of it is how many
/// windows there are, ND-4, and an EFAULT of remap, MRM-3.)
/// </summary>
public sealed class AddressSpace : IEquatable<AddressSpace>, IHash64
{
    private AddressSpace(Sequence<Vma> vmas)
    {
        Vmas = vmas;
        ulong hash = 0;
        foreach (Vma vma in vmas)
        {
            hash = Mix.Triple(hash, vma.Range.Hash64, (ulong)vma.Protection | ((ulong)vma.Flags << 8));
            hash = vma.Backing.IsFile ? Mix.Pair(hash, vma.Backing.Hash64) : hash;
        }

        Hash64 = hash;
    }

    /// <summary>An address space in which nothing is mapped.</summary>
    public static AddressSpace Empty { get; } = new([]);

    /// <summary>The VMAs in the order of their pages.</summary>
    public Sequence<Vma> Vmas { get; }

    /// <inheritdoc/>
    public ulong Hash64 { get; }

    /// <summary>The VMA that a page is in.</summary>
    public bool TryFind(int page, out Vma vma)
    {
        int index = IndexFrom(page);
        vma = index < Vmas.Count ? Vmas[index] : default;
        return index < Vmas.Count && vma.Range.Contains(page);
    }

    /// <summary>The first VMA that ends after a page: the one it is in, or the next one (find_vma).</summary>
    public bool TryFindFrom(int page, out Vma vma)
    {
        int index = IndexFrom(page);
        vma = index < Vmas.Count ? Vmas[index] : default;
        return index < Vmas.Count;
    }

    /// <summary>Whether a page is mapped and readable.</summary>
    public bool IsReadable(int page) => TryFind(page, out Vma vma) && vma.Protection != Protection.None;

    /// <summary>Whether a page is mapped and writable.</summary>
    public bool IsWritable(int page) => TryFind(page, out Vma vma) && vma.Protection == Protection.ReadWrite;

    /// <summary>Whether any page of a range is mapped.</summary>
    public bool Overlaps(PageRange range) => TryFindFrom(range.Start, out Vma vma) && vma.Range.Overlaps(range);

    /// <summary>What stands behind a page; of one that is not mapped, nothing.</summary>
    public Backing BackingOf(int page) => TryFind(page, out Vma vma) ? vma.Backing : Backing.Anonymous;

    /// <summary>The first pages of a range that are in VMAs, up to the first that is in none.</summary>
    public PageRange Head(PageRange range)
    {
        int end = range.Start;
        while (end < range.End && TryFind(end, out Vma vma))
        {
            end = Math.Min(vma.Range.End, range.End);
        }

        return PageRange.Between(range.Start, end);
    }

    /// <summary>With a range of anonymous memory mapped with these rights, whatever was there before.</summary>
    public AddressSpace With(PageRange range, Protection protection) => With(new Vma(range, protection));

    /// <summary>With a VMA, whatever was there before.</summary>
    public AddressSpace With(Vma vma) => Replace(vma.Range, vma);

    /// <summary>With other rights for what is mapped in a range; flags stay.</summary>
    public AddressSpace WithRights(PageRange range, Protection protection) =>
        WithEach(range, vma => vma with { Protection = protection });

    /// <summary>With the flags that an advice for a range sets and clears (ADV-9).</summary>
    public AddressSpace Advised(PageRange range, Advice advice) =>
        WithEach(range, vma => vma with { Flags = vma.Advised(advice) });

    /// <summary>With what is mapped in a range locked, or not any more (LCK-1, LCK-5).</summary>
    public AddressSpace Locked(PageRange range, bool locked) => WithEach(range, vma => vma.With(locked));

    /// <summary>Whether a page is mapped and locked.</summary>
    public bool IsLocked(int page) => TryFind(page, out Vma vma) && vma.IsLocked;

    /// <summary>With nothing mapped in a range.</summary>
    public AddressSpace Without(PageRange range) => Replace(range, null);

    /// <inheritdoc/>
    public bool Equals(AddressSpace? other) =>
        ReferenceEquals(this, other) || (other is not null && Hash64 == other.Hash64 && Vmas == other.Vmas);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressSpace);

    /// <inheritdoc/>
    public override int GetHashCode() => Mix.Fold(Hash64);

    private AddressSpace WithEach(PageRange range, Func<Vma, Vma> change)
    {
        AddressSpace changed = this;
        foreach (Vma vma in Vmas)
        {
            if (vma.Range.Overlaps(range))
            {
                Vma part = change(vma) with { Range = vma.Range.Intersect(range) };
                changed = changed.Replace(part.Range, part);
            }
        }

        return changed;
    }

    private AddressSpace Replace(PageRange range, Vma? replacement)
    {
        List<Vma> result = new(Vmas.Count + 2);
        foreach (Vma vma in Vmas)
        {
            if (vma.Range.Start < range.Start)
            {
                Append(
                    result,
                    vma with
                    {
                        Range = PageRange.Between(vma.Range.Start, Math.Min(vma.Range.End, range.Start)),
                    }
                );
            }
        }

        if (replacement is Vma added)
        {
            Append(result, added);
        }

        foreach (Vma vma in Vmas)
        {
            if (vma.Range.End > range.End)
            {
                Append(
                    result,
                    vma with
                    {
                        Range = PageRange.Between(Math.Max(vma.Range.Start, range.End), vma.Range.End),
                    }
                );
            }
        }

        return new AddressSpace([.. result]);
    }

    private static void Append(List<Vma> vmas, Vma next)
    {
        if (
            vmas.Count > 0
            && vmas[^1] is Vma last
            && last.Range.End == next.Range.Start
            && last.Protection == next.Protection
            && last.Flags == next.Flags
            && last.Backing == next.Backing
        )
        {
            vmas[^1] = last with { Range = PageRange.Between(last.Range.Start, next.Range.End) };
        }
        else
        {
            vmas.Add(next);
        }
    }

    private int IndexFrom(int page)
    {
        int low = 0;
        int high = Vmas.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (Vmas[middle].Range.End > page)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
