using System.Buffers;

namespace HmmSpec.Spec;

/// <summary>Numbers of variable length: seven bits a byte, the lowest first.</summary>
internal static class Varint
{
    public static void Write(ArrayBufferWriter<byte> output, ulong number)
    {
        Span<byte> bytes = output.GetSpan(10);
        int count = 0;
        for (; number >= 0x80; number >>= 7)
        {
            bytes[count++] = (byte)(number | 0x80);
        }

        bytes[count++] = (byte)number;
        output.Advance(count);
    }

    /// <summary>A number that may be negative: the sign goes to the lowest bit.</summary>
    public static void Write(ArrayBufferWriter<byte> output, long number) =>
        Write(output, (ulong)((number << 1) ^ (number >> 63)));

    public static void Write(ArrayBufferWriter<byte> output, int number) => Write(output, (long)number);

    public static void Write(ArrayBufferWriter<byte> output, bool flag) => Write(output, flag ? 1UL : 0UL);

    public static void Write(ArrayBufferWriter<byte> output, Target target)
    {
        Write(output, target.Device);
        Write(output, target.Frame);
    }

    public static ulong Read(ref ReadOnlySpan<byte> input)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Take(ref input);
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw new FormatException("A number of the state has more than 64 bits.");
    }

    public static long ReadLong(ref ReadOnlySpan<byte> input)
    {
        ulong number = Read(ref input);
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    public static int ReadInt(ref ReadOnlySpan<byte> input) => checked((int)ReadLong(ref input));

    public static bool ReadBoolean(ref ReadOnlySpan<byte> input) => Read(ref input) != 0;

    public static Target ReadTarget(ref ReadOnlySpan<byte> input) => new(ReadInt(ref input), ReadInt(ref input));

    private static byte Take(ref ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            throw new FormatException("The state ends too early.");
        }

        byte first = input[0];
        input = input[1..];
        return first;
    }
}
