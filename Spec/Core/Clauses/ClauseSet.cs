using System.Numerics;
using System.Runtime.Intrinsics;

namespace HmmSpec.Spec;

/// <summary>A set of clauses of the catalogue, small enough to be passed along with every step.</summary>
public readonly struct ClauseSet : IEquatable<ClauseSet>
{
    /// <summary>How many clauses the catalogue may have.</summary>
    public const int Limit = 512;

    private const int BitsOfWord = 64;

    private readonly Vector512<ulong> _words;

    private ClauseSet(Vector512<ulong> words)
    {
        _words = words;
    }

    /// <summary>How many clauses are in it.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int word = 0; word < Vector512<ulong>.Count; word++)
            {
                count += BitOperations.PopCount(_words[word]);
            }

            return count;
        }
    }

    /// <summary>Both sets together.</summary>
    public static ClauseSet operator |(ClauseSet left, ClauseSet right) => new(left._words | right._words);

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
        new(Vector512<ulong>.Zero.WithElement(index / BitsOfWord, 1UL << index));

    /// <summary>Whether the clause at this index of the catalogue is in it.</summary>
    public bool Contains(int index) => (_words[index / BitsOfWord] >> index & 1) != 0;

    /// <summary>The clauses of this set that are not in <paramref name="other"/>.</summary>
    public ClauseSet Except(ClauseSet other) => new(Vector512.AndNot(_words, other._words));

    /// <summary>Adds one to the counter of each clause in it; the counters are in the order of the catalogue.</summary>
    public void CountInto(Span<long> counters)
    {
        for (int word = 0; word < Vector512<ulong>.Count; word++)
        {
            for (ulong left = _words[word]; left != 0; left &= left - 1)
            {
                counters[(word * BitsOfWord) + BitOperations.TrailingZeroCount(left)]++;
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(ClauseSet other) => _words == other._words;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClauseSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // The vector's own hash differs from one process to the next.
        ulong hash = 0;
        for (int word = 0; word < Vector512<ulong>.Count; word++)
        {
            hash = (hash * 31) ^ _words[word];
        }

        return (int)hash;
    }
}
