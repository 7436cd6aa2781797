using System.Buffers;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The files of a state as bytes; none at all in a world without files.</summary>
internal static class FileEncoding
{
    /// <summary>Writes the files, and of each frame the page of a file whose copy it says it is.</summary>
    public static void Write(ArrayBufferWriter<byte> output, State state)
    {
        for (int number = 0; number < state.Files.Count; number++)
        {
            FileObject file = state.Files[number];
            Varint.Write(output, file.Length);
            Varint.Write(output, file.Locked);
            for (int index = 0; index < file.Pages.Count; index++)
            {
                Varint.Write(output, file.Pages[index].Stored);
                Varint.Write(output, file.Pages[index].Cached);
                if (state.World.IsMemoryFile(number))
                {
                    Varint.Write(output, file.Pages[index].Slot);
                }
            }
        }

        for (int frame = 0; state.Files.Count > 0 && frame < state.Memory.Capacity; frame++)
        {
            FileAddress page = state.Memory[frame].File ?? new FileAddress(-1, -1);
            Varint.Write(output, page.File);
            Varint.Write(output, page.Index);
        }
    }

    /// <summary>The state with the files that <see cref="Write"/> wrote.</summary>
    public static State Read(ref ReadOnlySpan<byte> input, State state)
    {
        for (int number = 0; number < state.Files.Count; number++)
        {
            int length = Varint.ReadInt(ref input);
            bool locked = Varint.ReadBoolean(ref input);
            Table<FilePage> pages = state.Files[number].Pages;
            for (int index = 0; index < pages.Count; index++)
            {
                FilePage page = new(Varint.Read(ref input), Varint.ReadInt(ref input));
                bool isMemory = state.World.IsMemoryFile(number);
                pages = pages.Set(index, isMemory ? page with { Slot = Varint.ReadInt(ref input) } : page);
            }

            state = state.WithFile(number, new FileObject(length, pages) { Locked = locked });
        }

        for (int frame = 0; state.Files.Count > 0 && frame < state.Memory.Capacity; frame++)
        {
            FileAddress page = new(Varint.ReadInt(ref input), Varint.ReadInt(ref input));
            Frame old = state.Memory[frame];
            state = page.File < 0 ? state : state with { Memory = state.Memory.Set(frame, old with { File = page }) };
        }

        return state;
    }
}
