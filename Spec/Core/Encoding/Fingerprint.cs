using System.Buffers.Binary;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>128 bits that stand for a state up to the names of frames, slots and IOVAs.</summary>
public static class Fingerprint
{
    private const ulong OtherSeed = 0x2545_F491_4F6C_DD1D;

    /// <summary>The fingerprint of a state: of the bytes of its canonical form.</summary>
    public static UInt128 Of(State state) => Of(StateEncoding.Encode(Canonical.Of(state)).Span);

    /// <summary>The fingerprint of bytes.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        ulong first = (ulong)bytes.Length;
        ulong second = OtherSeed;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            Add(ref first, ref second, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        if (!bytes.IsEmpty)
        {
            Span<byte> word = stackalloc byte[8];
            bytes.CopyTo(word);
            word[bytes.Length..].Clear();
            Add(ref first, ref second, BinaryPrimitives.ReadUInt64LittleEndian(word));
        }

        return new UInt128(first, second);
    }

    private static void Add(ref ulong first, ref ulong second, ulong value)
    {
        first = Mix.Pair(first, value);
        second = Mix.Finish(second ^ value) + OtherSeed;
    }
}
