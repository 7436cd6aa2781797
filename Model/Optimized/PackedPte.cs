using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>A CPU page-table entry in 64 bits: kind 0-2, writable 3, dirty 4, young 5, number of frame or slot 32-63.</summary>
internal readonly struct PackedPte : IPackedEntry
{
    private const ulong KindMask = 7;
    private const ulong WritableBit = 1 << 3;
    private const ulong DirtyBit = 1 << 4;
    private const ulong YoungBit = 1 << 5;
    private const int NumberShift = 32;

    private readonly ulong _bits;

    private PackedPte(ulong bits) => _bits = bits;

    public bool IsEmpty => _bits == 0;

    public PteKind Kind => (PteKind)(_bits & KindMask);

    /// <summary>The frame; of a migration entry the one that the page comes from.</summary>
    public int Frame => (int)(_bits >> NumberShift);

    /// <summary>The swap slot of a swap entry.</summary>
    public int Slot => (int)(_bits >> NumberShift);

    public bool IsWritable => (_bits & WritableBit) != 0;

    public bool IsDirty => (_bits & DirtyBit) != 0;

    public bool IsYoung => (_bits & YoungBit) != 0;

    /// <summary>Whether the CPU may load through it.</summary>
    public bool IsPresent => (_bits & KindMask) == (ulong)PteKind.Present;

    /// <summary>Whether it maps a frame of system memory or the zero frame, accessible or not.</summary>
    public bool IsMapped => Kind is PteKind.Present or PteKind.ProtNone;

    /// <summary>Whether an access by the CPU needs no fault.</summary>
    public bool Allows(bool write) => IsPresent && (!write || IsWritable);

    public static PackedPte Present(int frame, bool writable) => Make(PteKind.Present, frame, writable);

    public static PackedPte ProtNone(int frame) => Make(PteKind.ProtNone, frame, writable: false);

    public static PackedPte Swap(int slot) => Make(PteKind.Swap, slot, writable: false);

    public static PackedPte DevicePrivate(int frame, bool writable) => Make(PteKind.DevicePrivate, frame, writable);

    public static PackedPte Migration(int source, bool writable) => Make(PteKind.Migration, source, writable);

    public static PackedPte DeviceExclusive(int frame, bool writable) => Make(PteKind.DeviceExclusive, frame, writable);

    public static PackedPte Poisoned { get; } = Make(PteKind.Poisoned, 0, writable: false);

    /// <summary>The same entry as another kind, with the same frame and bits.</summary>
    public PackedPte As(PteKind kind) => new((_bits & ~KindMask) | (ulong)kind);

    public PackedPte WithYoung() => new(_bits | YoungBit);

    public PackedPte WithDirty() => new(_bits | DirtyBit);

    public PackedPte WithYoungAndDirty() => new(_bits | YoungBit | DirtyBit);

    public PackedPte WithWrite() => new(_bits | WritableBit);

    public PackedPte WithoutWrite() => new(_bits & ~WritableBit);

    public PackedPte WithoutDirty() => new(_bits & ~DirtyBit);

    public PackedPte WithoutYoung() => new(_bits & ~YoungBit);

    public PackedPte WithoutYoungAndDirty() => new(_bits & ~(YoungBit | DirtyBit));

    private static PackedPte Make(PteKind kind, int number, bool writable) =>
        new(((ulong)(uint)number << NumberShift) | (writable ? WritableBit : 0) | (ulong)kind);
}
