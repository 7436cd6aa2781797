using System.Buffers;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// A state as bytes and back: every part in the order of the declarations, numbers as variable-length integers. World and
/// profile are not in it, for they are the same all through a run.
/// </summary>
public static class StateEncoding
{
    /// <summary>The state as bytes. Equal states have equal bytes, and different ones different bytes.</summary>
    public static Sequence<byte> Encode(State state)
    {
        ArrayBufferWriter<byte> output = new();
        for (int process = 0; process < state.Processes.Count; process++)
        {
            ProcessEncoding.Write(output, state.Processes[process]);
        }

        WritePool(output, state.Memory, WriteFrame);
        WritePool(output, state.Swap, WriteSlot);
        for (int device = 0; device < state.Devices.Count; device++)
        {
            Device it = state.Devices[device];
            Varint.Write(output, (it.Attached ? 1 : 0) | (it.Leaving ? 2 : 0));
            Varint.Write(output, (int)it.Dma);
            Varint.Write(output, it.Memory.Capacity);
            Varint.Write(output, it.Iovas.Capacity);
            WritePool(output, it.Memory, WriteFrame);
            WritePool(output, it.Iovas, static (output, mapping) => Varint.Write(output, mapping.Target));
        }

        FileEncoding.Write(output, state);
        for (int pin = 0; pin < state.Pins.Count; pin++)
        {
            Varint.Write(output, state.Pins[pin]);
        }

        return Sequence.Create(output.WrittenSpan);
    }

    /// <summary>The state of which <see cref="Encode"/> made these bytes.</summary>
    /// <exception cref="FormatException">The bytes are no state of this world.</exception>
    public static State Decode(Sequence<byte> bytes, World world, Profile profile)
    {
        ReadOnlySpan<byte> input = bytes.Span;
        State state = State.Initial(world, profile);
        for (int process = 0; process < world.Processes; process++)
        {
            state = state.WithProcess(process, ProcessEncoding.Read(ref input, world));
        }

        state = state with
        {
            Memory = ReadPool(ref input, state.Memory, ReadFrame),
            Swap = ReadPool(ref input, state.Swap, ReadSlot),
        };
        for (int number = 0; number < world.Devices; number++)
        {
            int presence = Varint.ReadInt(ref input);
            DmaKind dma = (DmaKind)Varint.ReadInt(ref input);
            Device device = Device.Create(Varint.ReadInt(ref input), dma, Varint.ReadInt(ref input));
            device = device with
            {
                Attached = (presence & 1) != 0,
                Leaving = (presence & 2) != 0,
                Memory = ReadPool(ref input, device.Memory, ReadFrame),
            };
            device = device with { Iovas = ReadPool(ref input, device.Iovas, ReadMapping) };
            state = state.WithDevice(number, device);
        }

        state = FileEncoding.Read(ref input, state);
        for (int pin = 0; pin < world.Pins; pin++)
        {
            state = state with { Pins = state.Pins.Set(pin, Varint.ReadTarget(ref input)) };
        }

        return input.IsEmpty ? state : throw new FormatException("There is more behind the state.");
    }

    private delegate T Reader<T>(ref ReadOnlySpan<byte> input);

    private static void WritePool<T>(
        ArrayBufferWriter<byte> output,
        Pool<T> pool,
        Action<ArrayBufferWriter<byte>, T> write
    )
        where T : IEquatable<T>, IHash64
    {
        for (int number = 0; number < pool.Capacity; number++)
        {
            Varint.Write(output, pool.IsUsed(number));
            if (pool.IsUsed(number))
            {
                write(output, pool[number]);
            }
        }
    }

    private static Pool<T> ReadPool<T>(ref ReadOnlySpan<byte> input, Pool<T> pool, Reader<T> read)
        where T : IEquatable<T>, IHash64
    {
        for (int number = 0; number < pool.Capacity; number++)
        {
            pool = Varint.ReadBoolean(ref input) ? pool.Take(number, read(ref input)) : pool;
        }

        return pool;
    }

    private static void WriteFrame(ArrayBufferWriter<byte> output, Frame frame)
    {
        Varint.Write(output, frame.Value);
        Varint.Write(output, frame.References);
        Varint.Write(output, frame.Mappings);
        Varint.Write(output, (frame.Dirty ? 1 : 0) | (frame.LazyFree ? 2 : 0));
        Varint.Write(output, frame.Locked);
        Varint.Write(output, frame.Slot);
    }

    private static Frame ReadFrame(ref ReadOnlySpan<byte> input)
    {
        ulong value = Varint.Read(ref input);
        int references = Varint.ReadInt(ref input);
        int mappings = Varint.ReadInt(ref input);
        int flags = Varint.ReadInt(ref input);
        bool locked = Varint.ReadBoolean(ref input);
        return new Frame(value, references, mappings, (flags & 1) != 0, locked, Varint.ReadInt(ref input)) with
        {
            LazyFree = (flags & 2) != 0,
        };
    }

    private static void WriteSlot(ArrayBufferWriter<byte> output, SwapSlot slot)
    {
        Varint.Write(output, slot.Value);
        Varint.Write(output, slot.References);
        Varint.Write(output, slot.Cached);
    }

    private static SwapSlot ReadSlot(ref ReadOnlySpan<byte> input) =>
        new(Varint.Read(ref input), Varint.ReadInt(ref input), Varint.ReadInt(ref input));

    private static IoMapping ReadMapping(ref ReadOnlySpan<byte> input) => new(Varint.ReadTarget(ref input));
}
