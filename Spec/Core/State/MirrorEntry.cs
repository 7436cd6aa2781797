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
/// <param name="Exclusive">Whether the device has the page for itself, so that its atomic accesses may use the entry.</param>
public readonly record struct MirrorEntry(
    MirrorEntryKind Kind,
    int Address,
    bool Writable,
    bool Dirty,
    bool Exclusive = false
) : IHash64
{
    /// <summary>The empty entry.</summary>
    public static MirrorEntry None => default;

    /// <summary>Whether an access can use it.</summary>
    public bool IsValid => Kind != MirrorEntryKind.None;

    /// <summary>Whether an atomic access may use it: of a page that no other agent reaches, or of the device's own memory.</summary>
    public bool AllowsAtomics => Exclusive || (Kind == MirrorEntryKind.Device && Writable);

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Finish(
            ((ulong)(uint)Address << 8)
                | (Exclusive ? 16UL : 0)
                | ((ulong)Kind << 2)
                | (Writable ? 2UL : 0)
                | (Dirty ? 1UL : 0)
        );
}
