using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Where an entry of a mirror leads.</summary>
[Closed]
public enum MirrorEntryKind
{
    /// <summary>Nowhere: a device access faults.</summary>
    None,

    /// <summary>To system memory, through a DMA address.</summary>
    System,

    /// <summary>To the device's own memory.</summary>
    Device,
}

/// <summary>An entry of a mirror, the secondary page table of a device.</summary>
/// <param name="Kind">Where it leads.</param>
/// <param name="Address">
/// The DMA address (with direct DMA the number of the frame, -1 for the zero frame), or the frame of the device.
/// </param>
/// <param name="Writable">Whether the device may store through it.</param>
/// <param name="Dirty">Whether the device did.</param>
public readonly record struct MirrorEntry(MirrorEntryKind Kind, int Address, bool Writable, bool Dirty) : IHash64
{
    /// <summary>The empty entry.</summary>
    public static MirrorEntry None => default;

    /// <summary>Whether an access can use it.</summary>
    public bool IsValid => Kind != MirrorEntryKind.None;

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Finish(((ulong)(uint)Address << 8) | ((ulong)Kind << 2) | (Writable ? 2UL : 0) | (Dirty ? 1UL : 0));
}
