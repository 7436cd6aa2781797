using HmmSpec.Spec;

namespace HmmSpec.Tests.Data;

/// <summary>VMAs against an array of rights.</summary>
public sealed class AddressSpaceTests
{
    private const int Pages = 24;

    [FsCheck.Xunit.Property(MaxTest = 300)]
    public bool An_address_space_is_an_array_of_rights((int Start, int Count, int Rights)[] changes)
    {
        Protection?[] plain = new Protection?[Pages];
        AddressSpace space = AddressSpace.Empty;
        foreach ((int start, int count, int rights) in changes)
        {
            int first = (int)((uint)start % Pages);
            PageRange range = new(first, 1 + (int)((uint)count % (uint)(Pages - first)));
            Protection? protection = ((uint)rights % 4) switch
            {
                0 => null,
                uint other => (Protection)(other - 1),
            };
            space = protection is { } mapped ? space.With(range, mapped) : space.Without(range);
            Array.Fill(plain, protection, range.Start, range.Count);
        }

        bool merged = true;
        for (int index = 1; index < space.Vmas.Count; index++)
        {
            Vma left = space.Vmas[index - 1];
            Vma right = space.Vmas[index];
            merged &=
                left.Range.End < right.Range.Start
                || (left.Range.End == right.Range.Start && left.Protection != right.Protection);
        }

        return merged
            && Enumerable
                .Range(0, Pages)
                .All(page => (space.TryFind(page, out Vma vma) ? vma.Protection : null) == plain[page]);
    }
}
