using System.Buffers.Binary;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>128 bits that stand for a state up to the names of frames, slots and IOVAs.</summary>
public static class Fingerprint
{
    private const ulong OtherSeed = 0x2545_F491_4F6C_DD1D;

    /// <summary>The fingerprint of a state: of the bytes of its canonical form.</summary>
    public static UInt128 Of(State state)
    {
        ReadOnlySpan<byte> bytes = StateEncoding.Encode(Canonical.Of(state)).Span;
        ulong first = (ulong)bytes.Length;
        ulong second = OtherSeed;
        Span<byte> word = stackalloc byte[8];
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(8, bytes.Length)..])
        {
            word.Clear();
            bytes[..Math.Min(8, bytes.Length)].CopyTo(word);
            ulong value = BinaryPrimitives.ReadUInt64LittleEndian(word);
            first = Mix.Pair(first, value);
            second = Mix.Finish(second ^ value) + OtherSeed;
        }

        return new UInt128(first, second);
    }
}
