namespace HmmSpec.Optimized;

/// <summary>A translation that a TLB caches, in 64 bits: valid 0, stores allowed 1, frame 32-63.</summary>
internal readonly struct PackedTranslation
{
    private const ulong ValidBit = 1;
    private const ulong WritableBit = 2;
    private const int FrameShift = 32;

    private readonly ulong _bits;

    public PackedTranslation(int frame, bool writable) =>
        _bits = ((ulong)(uint)frame << FrameShift) | (writable ? WritableBit : 0) | ValidBit;

    /// <summary>Whether a load may use it.</summary>
    public bool IsValid => _bits != 0;

    /// <summary>Whether a store may use it.</summary>
    public bool IsWritable => (_bits & WritableBit) != 0;

    public int Frame => (int)(_bits >> FrameShift);
}
