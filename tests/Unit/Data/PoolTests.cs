using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Data;

/// <summary>Pools and tables are values, and what changes nothing makes no new one.</summary>
public sealed class PoolTests
{
    private static readonly FlatPage One = new(1, false);
    private static readonly FlatPage Two = new(2, false);
    private static readonly Pool<FlatPage> Used = Pool<FlatPage>.Create(3, default).Take(0, One);

    [Fact]
    public void Used_and_free_are_counted()
    {
        Assert.Equal(3, Used.Capacity);
        Assert.Equal(1, Used.UsedCount);
        Assert.True(Used.IsUsed(0));
        Assert.False(Used.IsUsed(1));
        Assert.Equal(One, Used[0]);
        Assert.Equal(default, Used.Release(0)[0]);
    }

    [Fact]
    public void An_entry_is_changed_without_being_given_out_or_back()
    {
        Pool<FlatPage> changed = Used.Set(0, Two).Set(1, One);

        Assert.Equal([Two, One, default], Entries(changed));
        Assert.Equal(Used.Free, changed.Free);
        Assert.Same(Used, Used.Set(0, One));
    }

    [Fact]
    public void Equal_are_pools_of_the_same_entries_of_which_the_same_are_free()
    {
        Pool<FlatPage> same = Pool<FlatPage>.From([One, default, default], BitSet.Full(3).Without(0), default);

        Assert.Equal(Used, same);
        Assert.True(Used.Equals((object)same));
        Assert.Equal(Used.Hash64, same.Hash64);
        Assert.Equal(Used.GetHashCode(), same.GetHashCode());
        Assert.Equal(Used.Release(0), same.Release(0));
        foreach (Pool<FlatPage> other in new[] { Used.Set(0, Two), Used.Take(1, default), Used.Release(0) })
        {
            Assert.NotEqual(Used, other);
            Assert.NotEqual(Used.Hash64, other.Hash64);
        }

        Assert.False(Used.Equals(null));
        Assert.False(Used.Equals((object)"a pool"));
    }

    [Fact]
    public void Tables_of_the_same_entries_in_another_order_or_number_differ()
    {
        Table<FlatPage> table = Table<FlatPage>.From([One, Two]);
        Table<FlatPage> turned = Table<FlatPage>.From([Two, One]);

        Assert.Equal(table, Table<FlatPage>.Of(2, One).Set(1, Two));
        Assert.NotEqual(table, turned);
        Assert.NotEqual(table.Hash64, turned.Hash64);
        Assert.NotEqual(table, Table<FlatPage>.From([One, Two, default]));
        Assert.False(table.Equals(null));
        Assert.False(table.Equals((object)"a table"));
        Assert.Same(table, table.Set(0, One));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(17)]
    public void The_next_difference_is_looked_for_from_a_place_on(int place)
    {
        Table<FlatPage> table = Table<FlatPage>.Create(20, static index => new FlatPage((ulong)index, false));
        Table<FlatPage> other = table.Set(place, new FlatPage(100, false)).Set(18, new FlatPage(200, false));

        Assert.Equal(place, table.NextDifference(other, 0));
        Assert.Equal(place, table.NextDifference(other, place));
        Assert.Equal(18, table.NextDifference(other, place + 1));
        Assert.Equal(place == 17 ? 17 : 18, table.NextDifference(other, 10));
        Assert.Equal(20, table.NextDifference(other, 19));
        Assert.Equal(20, table.NextDifference(table, 0));
    }

    private static IEnumerable<FlatPage> Entries(Pool<FlatPage> pool) =>
        Enumerable.Range(0, pool.Capacity).Select(number => pool[number]);
}
