using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>A mirror entry in 64 bits: kind 0-1, writable 2, dirty 3, exclusive 4, DMA address or device frame 32-63.</summary>
internal readonly struct PackedMirrorEntry : IPackedEntry
{
    private const ulong KindMask = 3;
    private const ulong WritableBit = 1 << 2;
    private const ulong DirtyBit = 1 << 3;
    private const ulong ExclusiveBit = 1 << 4;
    private const int AddressShift = 32;

    private readonly ulong _bits;

    public PackedMirrorEntry(MirrorEntryKind kind, int address, bool writable) =>
        _bits = ((ulong)(uint)address << AddressShift) | (writable ? WritableBit : 0) | (ulong)kind;

    private PackedMirrorEntry(ulong bits) => _bits = bits;

    public bool IsEmpty => _bits == 0;

    public MirrorEntryKind Kind => (MirrorEntryKind)(_bits & KindMask);

    /// <summary>The frame, or behind an IOMMU the IOVA that leads to it.</summary>
    public int Address => (int)(_bits >> AddressShift);

    public bool IsWritable => (_bits & WritableBit) != 0;

    public bool IsDirty => (_bits & DirtyBit) != 0;

    /// <summary>Whether the device has the page for itself.</summary>
    public bool IsExclusive => (_bits & ExclusiveBit) != 0;

    /// <summary>Whether an access by the device needs no fault.</summary>
    public bool Allows(bool write) => write ? IsWritable : !IsEmpty;

    public PackedMirrorEntry WithDirty() => new(_bits | DirtyBit);

    public PackedMirrorEntry WithExclusive() => new(_bits | ExclusiveBit);

    public PackedMirrorEntry WithWrite(bool writable) => new(writable ? _bits | WritableBit : _bits & ~WritableBit);
}
