using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using HmmSpec.Data;

namespace HmmSpec.Exploration;

/// <summary>The 64 bits by which the set of visited states knows a state; the same on all machines.</summary>
internal static class StateKey
{
    private const ulong FirstInverse = 0x319642B2D24D8EC3;
    private const ulong SecondInverse = 0x96DE1B173F119089;
    private const ulong FirstSeed = 0x9E37_79B9_7F4A_7C15;
    private const ulong SecondSeed = 0x2545_F491_4F6C_DD1D;

    /// <summary>The key of a state of at most 8 bytes: one to one.</summary>
    public static ulong OfPacked(ulong state) => Mix.Finish(state);

    /// <summary>The state that has this key.</summary>
    public static ulong ToPacked(ulong key)
    {
        key ^= (key >> 31) ^ (key >> 62);
        key *= FirstInverse;
        key ^= (key >> 27) ^ (key >> 54);
        key *= SecondInverse;
        return key ^ (key >> 30) ^ (key >> 60);
    }

    /// <summary>Up to 8 bytes as a number, the first byte lowest.</summary>
    public static ulong Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        ulong packed = 0;
        for (int index = bytes.Length - 1; index >= 0; index--)
        {
            packed = (packed << 8) | bytes[index];
        }

        return packed;
    }

    /// <summary>
    /// The key of a longer state: two independent 64-bit hashes of all of its bytes, folded into one. Never 0, which marks
    /// what is free.
    /// </summary>
    [SkipLocalsInit]
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong first = FirstSeed ^ (ulong)bytes.Length;
        ulong second = SecondSeed;
        while (bytes.Length >= sizeof(ulong))
        {
            Take(BinaryPrimitives.ReadUInt64LittleEndian(bytes), ref first, ref second);
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length > 0)
        {
            Take(Pack(bytes), ref first, ref second);
        }

        ulong key = Mix.Pair(first, second);
        return key == 0 ? 1 : key;
    }

    private static void Take(ulong word, ref ulong first, ref ulong second)
    {
        // Two chains with unlike steps: a multiplication whose halves are folded, and a bijection of the word.
        ulong high = Math.BigMul(first ^ word, FirstSeed, out ulong low);
        first = high ^ low ^ ulong.RotateLeft(word, 29);
        second = (ulong.RotateLeft(second, 23) ^ word) * 0xBF58_476D_1CE4_E5B9;
        second ^= second >> 32;
    }
}
