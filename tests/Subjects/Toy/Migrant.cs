using HmmSpec.Adapters;

namespace HmmSpec.Subjects;

/// <summary>A page on its way through a migration.</summary>
internal sealed class Migrant(int page, Frame? source)
{
    /// <summary>Its page in the process; without meaning when it is evicted by its frame.</summary>
    public int Page => page;

    /// <summary>The frame that moves; null for a page that had none, which is filled with zeros.</summary>
    public Frame? Source => source;

    public Frame? Destination { get; set; }

    /// <summary>What became of it; not reached as long as it is to move.</summary>
    public PageResult Result { get; set; }

    public bool Moves => Result is PageResult.NotReached or PageResult.Migrated or PageResult.Filled;
}
