using System.Numerics;

namespace HmmSpec.Spec;

/// <summary>A set of clauses of the catalogue, small enough to be passed along with every step.</summary>
public readonly struct ClauseSet : IEquatable<ClauseSet>
{
    /// <summary>How many clauses the catalogue may have.</summary>
    public const int Limit = 256;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private ClauseSet(ulong first, ulong second, ulong third, ulong fourth)
    {
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    /// <summary>How many clauses are in it.</summary>
    public int Count =>
        BitOperations.PopCount(_first)
        + BitOperations.PopCount(_second)
        + BitOperations.PopCount(_third)
        + BitOperations.PopCount(_fourth);

    /// <summary>Both sets together.</summary>
    public static ClauseSet operator |(ClauseSet left, ClauseSet right) =>
        new(
            left._first | right._first,
            left._second | right._second,
            left._third | right._third,
            left._fourth | right._fourth
        );

    /// <summary>Whether both have the same members.</summary>
    public static bool operator ==(ClauseSet left, ClauseSet right) => left.Equals(right);

    /// <summary>Whether one has a member that the other has not.</summary>
    public static bool operator !=(ClauseSet left, ClauseSet right) => !left.Equals(right);

    /// <summary>The set of the clauses with these ids.</summary>
    public static ClauseSet Of(params ReadOnlySpan<string> ids)
    {
        ClauseSet set = default;
        foreach (string id in ids)
        {
            set |= Single(Catalogue.IndexOf(id));
        }

        return set;
    }

    /// <summary>The set of the one clause at this index of the catalogue.</summary>
    public static ClauseSet Single(int index) =>
        index switch
        {
            < 64 => new ClauseSet(1UL << index, 0, 0, 0),
            < 128 => new ClauseSet(0, 1UL << (index - 64), 0, 0),
            < 192 => new ClauseSet(0, 0, 1UL << (index - 128), 0),
            _ => new ClauseSet(0, 0, 0, 1UL << (index - 192)),
        };

    /// <summary>Whether the clause at this index of the catalogue is in it.</summary>
    public bool Contains(int index) =>
        index switch
        {
            < 64 => (_first >> index & 1) != 0,
            < 128 => (_second >> (index - 64) & 1) != 0,
            < 192 => (_third >> (index - 128) & 1) != 0,
            _ => (_fourth >> (index - 192) & 1) != 0,
        };

    /// <summary>The clauses of this set that are not in <paramref name="other"/>.</summary>
    public ClauseSet Except(ClauseSet other) =>
        new(_first & ~other._first, _second & ~other._second, _third & ~other._third, _fourth & ~other._fourth);

    /// <summary>Adds one to the counter of each clause in it; the counters are in the order of the catalogue.</summary>
    public void CountInto(Span<long> counters)
    {
        CountInto(_first, counters, 0);
        CountInto(_second, counters, 64);
        CountInto(_third, counters, 128);
        CountInto(_fourth, counters, 192);
    }

    /// <inheritdoc/>
    public bool Equals(ClauseSet other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClauseSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(_first ^ (_second * 31) ^ (_third * 961) ^ (_fourth * 29791));

    private static void CountInto(ulong word, Span<long> counters, int offset)
    {
        for (ulong left = word; left != 0; left &= left - 1)
        {
            counters[offset + BitOperations.TrailingZeroCount(left)]++;
        }
    }
}
