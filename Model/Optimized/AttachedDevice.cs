using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>A device that is there: its memory, and how it reaches system memory.</summary>
/// <param name="number">Its number.</param>
/// <param name="memory">Its own memory.</param>
/// <param name="iovas">Its addresses behind an IOMMU; null for direct DMA.</param>
internal sealed class AttachedDevice(int number, FramePool memory, IovaSpace? iovas)
{
    public int Number => number;

    public FramePool Memory => memory;

    public IovaSpace? Iovas => iovas;

    /// <summary>The frame that a valid mirror entry leads to.</summary>
    public int Resolve(PackedMirrorEntry entry) =>
        iovas is not null && entry.Kind == MirrorEntryKind.System ? iovas[entry.Address] : entry.Address;
}
