namespace HmmSpec.Optimized;

/// <summary>A translation that a TLB caches, in 64 bits: valid 0, stores allowed 1, of an exclusive entry 2, frame 32-63.</summary>
internal readonly struct PackedTranslation
{
    private const ulong ValidBit = 1;
    private const ulong WritableBit = 2;
    private const ulong ExclusiveBit = 4;
    private const int FrameShift = 32;

    private readonly ulong _bits;

    public PackedTranslation(int frame, bool writable, bool exclusive = false) =>
        _bits =
            ((ulong)(uint)frame << FrameShift)
            | (exclusive ? ExclusiveBit : 0)
            | (writable ? WritableBit : 0)
            | ValidBit;

    /// <summary>Whether a load may use it.</summary>
    public bool IsValid => _bits != 0;

    /// <summary>Whether a store may use it.</summary>
    public bool IsWritable => (_bits & WritableBit) != 0;

    /// <summary>Whether it was taken of an entry for a page that the device has for itself.</summary>
    public bool IsExclusive => (_bits & ExclusiveBit) != 0;

    public int Frame => (int)(_bits >> FrameShift);
}
