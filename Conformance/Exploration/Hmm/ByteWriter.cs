using System.Buffers.Binary;

namespace HmmSpec.Exploration;

/// <summary>Bytes that are written one after another, into a buffer that is used again.</summary>
internal sealed class ByteWriter
{
    // What stands for a number that has eight bytes behind it.
    internal const byte Wide = 255;

    private byte[] _bytes = new byte[512];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>A number from 0 to 254.</summary>
    public void Number(int number)
    {
        if ((uint)number >= Wide)
        {
            throw new ExplorationLimitException(
                $"A state has a number in it ({number}) that is too large to be explored: "
                    + "explore a world with fewer pages, frames or operations."
            );
        }

        Reserve(1);
        _bytes[Length++] = (byte)number;
    }

    /// <summary>The content of a page.</summary>
    public void Value(ulong value)
    {
        Reserve(9);
        if (value < Wide)
        {
            _bytes[Length++] = (byte)value;
            return;
        }

        _bytes[Length++] = Wide;
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += 8;
    }

    /// <summary>Bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
