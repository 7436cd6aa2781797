using System.Collections;
using HmmSpec.Data;

namespace HmmSpec.Tests.Data;

/// <summary>Sequences are values.</summary>
public sealed class SequenceTests
{
    private static readonly Sequence<int> Some = [1, 2, 3];

    [Fact]
    public void Equal_are_those_of_the_same_items_in_the_same_order()
    {
        Assert.True(Some == [1, 2, 3]);
        Assert.False(Some != [1, 2, 3]);
        Assert.True(Some != [1, 2, 4]);
        Assert.False(Some == [2, 1, 3]);
        Assert.False(Some == [1, 2]);
        Assert.True(Some.Equals((object)Sequence.Create<int>([1, 2, 3])));
        Assert.False(Some.Equals((object)"items"));
    }

    [Fact]
    public void The_hash_is_of_the_number_of_items_the_items_and_their_order()
    {
        Assert.Equal((((((3 * 31) + 1) * 31) + 2) * 31) + 3, Some.GetHashCode());
        Assert.Equal(0, default(Sequence<int>).GetHashCode());
    }

    [Fact]
    public void Nothing_before_or_behind_it_leaves_a_sequence_as_it_is()
    {
        Assert.Equal<Sequence<int>>([1, 2, 3], Some.Concat([]));
        Assert.Equal<Sequence<int>>([1, 2, 3], new Sequence<int>().Concat(Some));
        Assert.Equal<Sequence<int>>([1, 2, 3, 1, 2, 3], Some.Concat(Some));
        Assert.True(Some.Concat([]).Span == Some.Span, "it is not copied");
        Assert.True(new Sequence<int>().Concat(Some).Span == Some.Span, "it is not copied");
    }

    [Fact]
    public void Its_items_are_counted_indexed_and_enumerated()
    {
        Assert.Equal(3, Some.Count);
        Assert.Equal(3, Some[2]);
        Assert.Empty((IEnumerable)default(Sequence<int>));
        Assert.Equal([1, 2, 3], ((IEnumerable)Some).Cast<int>());
        Assert.Equal([1, 2, 3], Some.AsEnumerable());
        Assert.Equal<Sequence<int>>([0, 2, 4], Sequence.Generate(3, static index => index * 2));
    }
}
