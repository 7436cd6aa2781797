using HmmSpec.Spec;

namespace HmmSpec.Optimized;

/// <summary>A page of a migration on its way.</summary>
internal struct MigrationItem
{
    /// <summary>The page; of an eviction none.</summary>
    public int Page;

    /// <summary>The frame that it comes from, locked; the zero frame if there was no page.</summary>
    public int Source;

    /// <summary>The frame that it goes to, locked; the zero frame as long as there is none.</summary>
    public int Destination;

    /// <summary>What became of it; as long as it is still to move, NotReached.</summary>
    public PageResult Result;

    public readonly bool IsToMove => Result == PageResult.NotReached;

    public readonly bool IsHole => Source == FrameTable.Zero;
}
