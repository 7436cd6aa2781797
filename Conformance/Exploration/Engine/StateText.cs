using System.Buffers.Binary;

namespace HmmSpec.Exploration;

/// <summary>States of any length one after the other, each with its length in front.</summary>
internal static class StateText
{
    /// <summary>Writes a state; there has to be room.</summary>
    public static void Write(Span<byte> text, ReadOnlySpan<byte> state)
    {
        BinaryPrimitives.WriteInt32LittleEndian(text, state.Length);
        state.CopyTo(text[sizeof(int)..]);
    }

    /// <summary>Reads the state that begins at an offset, and moves the offset behind it.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> text, scoped ref int offset)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(text[offset..]);
        ReadOnlySpan<byte> state = text.Slice(offset + sizeof(int), length);
        offset += sizeof(int) + length;
        return state;
    }
}
