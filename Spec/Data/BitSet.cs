using System.Numerics;

namespace HmmSpec.Data;

/// <summary>A persistent set of the numbers from 0 up to a fixed size; sets with equal members are equal.</summary>
public sealed class BitSet : IEquatable<BitSet>, IHash64
{
    private readonly ulong[] _words;

    private BitSet(ulong[] words, int size, int members)
    {
        _words = words;
        Size = size;
        Members = members;
    }

    /// <summary>The numbers from 0 to this one, exclusive, may be members.</summary>
    public int Size { get; }

    /// <summary>How many members the set has.</summary>
    public int Members { get; }

    /// <inheritdoc/>
    public ulong Hash64
    {
        get
        {
            ulong hash = (ulong)Size;
            foreach (ulong word in _words)
            {
                hash = Mix.Pair(hash, word);
            }

            return hash;
        }
    }

    /// <summary>The set of all numbers below <paramref name="size"/>.</summary>
    public static BitSet Full(int size)
    {
        ulong[] words = new ulong[(size + 63) >> 6];
        for (int i = 0; i < size; i++)
        {
            words[i >> 6] |= 1UL << (i & 63);
        }

        return new BitSet(words, size, size);
    }

    /// <summary>The set of the numbers at whose places there is true.</summary>
    public static BitSet From(ReadOnlySpan<bool> members)
    {
        ulong[] words = new ulong[(members.Length + 63) >> 6];
        int count = 0;
        for (int i = 0; i < members.Length; i++)
        {
            words[i >> 6] |= members[i] ? 1UL << (i & 63) : 0;
            count += members[i] ? 1 : 0;
        }

        return new BitSet(words, members.Length, count);
    }

    /// <summary>Whether <paramref name="number"/> is a member.</summary>
    public bool Contains(int number) => (_words[number >> 6] & (1UL << (number & 63))) != 0;

    /// <summary>The smallest member, or -1.</summary>
    public int First()
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if (_words[i] != 0)
            {
                return (i << 6) + BitOperations.TrailingZeroCount(_words[i]);
            }
        }

        return -1;
    }

    /// <summary>This set with <paramref name="number"/> in it.</summary>
    public BitSet With(int number) => Contains(number) ? this : Flip(number, Members + 1);

    /// <summary>This set without <paramref name="number"/>.</summary>
    public BitSet Without(int number) => Contains(number) ? Flip(number, Members - 1) : this;

    /// <inheritdoc/>
    public bool Equals(BitSet? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Size == other.Size && _words.AsSpan().SequenceEqual(other._words));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BitSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Mix.Fold(Hash64);

    private BitSet Flip(int number, int members)
    {
        ulong[] words = _words.AsSpan().ToArray();
        words[number >> 6] ^= 1UL << (number & 63);
        return new BitSet(words, Size, members);
    }
}
