using HmmSpec.Data;

namespace HmmSpec.Tests.Data;

/// <summary>Sets of numbers at the borders of their words.</summary>
public sealed class BitSetTests
{
    public static TheoryData<int> Sizes => [0, 1, 63, 64, 65, 128, 130];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_set_is_equal_to_the_one_that_is_made_of_its_members(int size)
    {
        bool[] all = new bool[size];
        Array.Fill(all, true);
        Same(BitSet.Full(size), BitSet.From(all));
        for (int number = 0; number < size; number++)
        {
            bool[] others = [.. all];
            others[number] = false;
            BitSet without = BitSet.Full(size).Without(number);
            Same(without, BitSet.From(others));
            Assert.NotEqual(BitSet.Full(size), without);
            Assert.NotEqual(BitSet.Full(size).Hash64, without.Hash64);
            Same(BitSet.Full(size), without.With(number));
        }
    }

    [Fact]
    public void Sets_of_other_numbers_differ_though_their_members_are_the_same()
    {
        BitSet none = BitSet.From(new bool[3]);
        BitSet more = BitSet.From(new bool[4]);

        Assert.NotEqual(none, more);
        Assert.NotEqual(none.Hash64, more.Hash64);
        Assert.Equal(-1, none.First());
        Assert.False(none.Equals(null));
        Assert.False(none.Equals((object)"a set"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_first_is_the_smallest_member(int size)
    {
        BitSet left = BitSet.Full(size);
        for (int number = 0; number < size; number++)
        {
            Assert.Equal(number, left.First());
            left = left.Without(number);
        }

        Assert.Equal(-1, left.First());
    }

    [Fact]
    public void What_changes_nothing_is_the_same_set()
    {
        BitSet set = BitSet.Full(3).Without(1);

        Assert.Same(set, set.Without(1));
        Assert.Same(set, set.With(2));
    }

    private static void Same(BitSet one, BitSet other)
    {
        Assert.Equal(one, other);
        Assert.Equal(one.Hash64, other.Hash64);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(one.Members, other.Members);
        Assert.Equal(one.Size, other.Size);
    }
}
