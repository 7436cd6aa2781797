using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A device: its own memory, and how it reaches system memory.</summary>
/// <param name="Attached">Whether it is there.</param>
/// <param name="Dma">How it reaches system memory.</param>
/// <param name="Memory">Its own frames.</param>
/// <param name="Iovas">Its I/O virtual addresses; none for direct DMA.</param>
public sealed record Device(bool Attached, DmaKind Dma, Pool<Frame> Memory, Pool<IoMapping> Iovas) : IHash64
{
    /// <summary>Whether it is being detached or is lost: nothing begins with it any more, and it gives out no memory.</summary>
    public bool Leaving { get; init; }

    /// <summary>A device that is not there.</summary>
    public static Device Absent { get; } = Create(0, DmaKind.Direct, 0) with { Attached = false };

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Four((Attached ? 1UL : 0) | (Leaving ? 2UL : 0), (ulong)Dma, Memory.Hash64, Iovas.Hash64);

    /// <summary>A device with nothing in its memory and nothing mapped.</summary>
    public static Device Create(int capacity, DmaKind dma, int iovas) =>
        new(
            true,
            dma,
            Pool<Frame>.Create(capacity, Frame.Free),
            Pool<IoMapping>.Create(dma == DmaKind.Iommu ? iovas : 0, new IoMapping(Target.Zero))
        );

    /// <summary>Where a DMA address of this device leads.</summary>
    public Target Resolve(int address) => Dma == DmaKind.Direct ? Target.System(address) : Iovas[address].Target;
}
