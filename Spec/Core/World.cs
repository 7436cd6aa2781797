namespace HmmSpec.Spec;

/// <summary>The sizes of a world: how much of everything there is. All are fixed for a run.</summary>
/// <param name="Processes">How many processes can live at a time; process 0 lives from the start.</param>
/// <param name="Pages">Virtual pages of each process.</param>
/// <param name="Devices">How many devices can be attached.</param>
/// <param name="Frames">Frames of system memory.</param>
/// <param name="SwapSlots">Slots of swap; 0 is a machine without swap.</param>
/// <param name="DeviceFrames">The largest capacity with which a device can be attached.</param>
/// <param name="IovaSlots">The largest IOVA space with which a device can be attached.</param>
public sealed record World(
    int Processes,
    int Pages,
    int Devices,
    int Frames,
    int SwapSlots,
    int DeviceFrames,
    int IovaSlots
)
{
    /// <summary>Files with storage that can be mapped; 0 is a world without them.</summary>
    public int Files { get; init; }

    /// <summary>Memory files, which have no storage (FIL-24): numbered after the others; 0 is a world without them.</summary>
    public int MemoryFiles { get; init; }

    /// <summary>Files of both kinds.</summary>
    public int AllFiles => Files + MemoryFiles;

    /// <summary>Pages that a file has at most, and at the start of a run.</summary>
    public int FilePages { get; init; }

    /// <summary>Pins that can be held at a time; 0 is a world without pins.</summary>
    public int Pins { get; init; }

    /// <summary>The world that <c>check</c> uses unless told otherwise.</summary>
    public static World Default { get; } = new(2, 8, 2, 12, 6, 4, 6);

    /// <summary>Whether a number is that of a memory file.</summary>
    public bool IsMemoryFile(int file) => file >= Files && file < AllFiles;

    /// <summary>The whole address space of a process.</summary>
    public PageRange AddressSpace => new(0, Pages);
}
