namespace HmmSpec.Spec;

/// <summary>How mremap may go about it (include/uapi/linux/mman.h).</summary>
[Flags]
public enum RemapFlags
{
    /// <summary>In place only.</summary>
    None = 0,

    /// <summary>MREMAP_MAYMOVE: the range may get another place.</summary>
    MayMove = 1,

    /// <summary>MREMAP_FIXED: the range gets the place that is named, whatever is mapped there.</summary>
    Fixed = 2,

    /// <summary>MREMAP_DONTUNMAP: the pages move, and the old range stays mapped without them.</summary>
    DontUnmap = 4,

    /// <summary>To the place that is named.</summary>
    MayMoveFixed = MayMove | Fixed,

    /// <summary>To any place, and the old range stays.</summary>
    MayMoveDontUnmap = MayMove | DontUnmap,

    /// <summary>Without MAYMOVE, which both need.</summary>
    FixedDontUnmap = Fixed | DontUnmap,

    /// <summary>To the place that is named, and the old range stays.</summary>
    MayMoveFixedDontUnmap = MayMove | Fixed | DontUnmap,
}
