using HmmSpec.Spec;

namespace HmmSpec.Tests.Clauses;

/// <summary>Sets of clauses and what is counted by them.</summary>
public sealed class ClauseSetTests
{
    [Fact]
    public void Each_clause_of_a_set_is_counted_once_and_no_other()
    {
        // The first and the last of a word of the set, and what is around them; the last clause of all.
        int[] members = [0, 1, 63, 64, 65, 127, 130, Catalogue.All.Count - 1];
        ClauseSet set = members.Aggregate(default(ClauseSet), static (all, index) => all | ClauseSet.Single(index));
        long[] counters = new long[Catalogue.All.Count];
        counters[64] = 5;

        set.CountInto(counters);

        Assert.Equal(
            Enumerable
                .Range(0, counters.Length)
                .Select(index => (index == 64 ? 5L : 0) + (members.Contains(index) ? 1 : 0)),
            counters
        );
    }

    [Fact]
    public void A_set_has_as_many_clauses_as_were_put_into_it()
    {
        Assert.Equal(0, default(ClauseSet).Count);
        Assert.Equal(3, (ClauseSet.Of("MAP-1", "FIL-1") | ClauseSet.Of("FIL-1", "CPU-1")).Count);
    }

    [Fact]
    public void Sets_are_equal_if_they_have_the_same_members()
    {
        ClauseSet one = ClauseSet.Of("MAP-1", "FIL-1");
        ClauseSet same = ClauseSet.Of("FIL-1", "MAP-1");
        ClauseSet other = ClauseSet.Of("MAP-1");
        Assert.True(one == same);
        Assert.False(one != same);
        Assert.False(one == other);
        Assert.True(one != other);
    }
}
