using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Data;

/// <summary>The persistent tables against plain arrays.</summary>
public sealed class TableTests
{
    [FsCheck.Xunit.Property]
    public bool A_table_is_an_array_that_is_copied_at_every_change(int[] indexes, byte size)
    {
        int count = size + 1;
        FlatPage[] plain = new FlatPage[count];
        Table<FlatPage> table = Table<FlatPage>.Of(count, default);
        bool same = true;
        ulong value = 0;
        foreach (int index in indexes.Select(index => (int)((uint)index % (uint)count)))
        {
            Table<FlatPage> old = table;
            ulong before = old.Hash64;
            FlatPage[] snapshot = [.. plain];
            plain[index] = new FlatPage(++value % 5, false);
            table = table.Set(index, plain[index]);
            same &= Enumerable.Range(0, count).All(i => table[i] == plain[i] && old[i] == snapshot[i]);
            same &= old.Hash64 == before && table.NextDifference(old, 0) == FirstDifference(plain, snapshot);
        }

        Table<FlatPage> rebuilt = Table<FlatPage>.Create(count, index => plain[index]);
        return same
            && rebuilt.Equals(table)
            && rebuilt.Hash64 == table.Hash64
            && rebuilt.GetHashCode() == table.GetHashCode();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    public void A_table_of_given_entries_is_the_one_that_is_made_entry_by_entry(int count)
    {
        FlatPage[] entries = [.. Enumerable.Range(0, count).Select(index => new FlatPage((ulong)index + 1, false))];
        Table<FlatPage> made = Table<FlatPage>.Create(count, index => entries[index]);
        Table<FlatPage> given = Table<FlatPage>.From(entries);

        Assert.Equal(made, given);
        Assert.Equal(made.Hash64, given.Hash64);
        Assert.Equal(entries, Enumerable.Range(0, given.Count).Select(index => given[index]));
    }

    [FsCheck.Xunit.Property]
    public bool A_set_is_a_set(int[] numbers, byte size)
    {
        int count = size + 1;
        HashSet<int> plain = [.. Enumerable.Range(0, count)];
        BitSet set = BitSet.Full(count);
        foreach (int number in numbers.Select(number => (int)((uint)number % (uint)count)))
        {
            bool member = plain.Contains(number);
            set = member ? set.Without(number) : set.With(number);
            _ = member ? plain.Remove(number) : plain.Add(number);
        }

        return set.Members == plain.Count
            && set.First() == (plain.Count == 0 ? -1 : plain.Min())
            && Enumerable.Range(0, count).All(number => set.Contains(number) == plain.Contains(number));
    }

    [Fact]
    public void A_pool_gives_out_its_lowest_free_number()
    {
        Pool<FlatPage> pool = Pool<FlatPage>.Create(3, default);
        Pool<FlatPage> used = pool.Take(0, new FlatPage(1, false)).Take(1, new FlatPage(2, false));

        Assert.Equal(2, used.NextFree());
        Assert.Equal(0, used.Release(0).NextFree());
        Assert.Equal(-1, used.Take(2, default).NextFree());
        Assert.Equal(0, pool.NextFree());
        Assert.Equal(pool, used.Release(0).Release(1));
    }

    [Fact]
    public void Sequences_are_equal_by_their_items()
    {
        Sequence<int> one = [1, 2, 3];
        Sequence<int> other = new Sequence<int>().Add(1).Add(2).Concat([3]);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, one.Set(1, 7));
        Assert.Equal(default, new Sequence<int>());
        Assert.Empty(default(Sequence<int>));
    }

    private static int FirstDifference(FlatPage[] left, FlatPage[] right)
    {
        int index = 0;
        while (index < left.Length && left[index] == right[index])
        {
            index++;
        }

        return index;
    }
}
