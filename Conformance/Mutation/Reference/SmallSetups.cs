using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>What the worlds of the defects begin with.</summary>
internal static class SmallSetups
{
    /// <summary>One process, one page, one device, no more memory than that needs.</summary>
    public static World One { get; } = new(1, 1, 1, 2, 1, 1, 1);

    /// <summary>Two processes that share a page.</summary>
    public static World Two { get; } = One with { Processes = 2 };

    /// <summary>A page with a value, in no mirror.</summary>
    public static Sequence<string> Stored { get; } = ["map p0 0+1 read-write", "store p0 0 7"];

    /// <summary>The same page, and the parent's and the child's are still one.</summary>
    public static Sequence<string> Shared { get; } = [.. Stored, "fork p0 p1"];

    /// <summary>The same page, neither writable now nor in the TLB.</summary>
    public static Sequence<string> Protected { get; } = [.. Stored, "protect p0 0+1 read", "protect p0 0+1 read-write"];

    /// <summary>A device that mirrors an empty page.</summary>
    public static Sequence<string> Empty { get; } =
    ["attach d0 1 direct", "register p0 d0 0+1", "map p0 0+1 read-write"];

    /// <summary>A device that mirrors a page with a value, which is not in its mirror yet.</summary>
    public static Sequence<string> Mirrored { get; } = [.. Empty, "store p0 0 7"];

    /// <summary>The same, and the page may be read only, so that an entry of it breaks a rule of places and none of rights.</summary>
    public static Sequence<string> MirroredReadOnly { get; } = [.. Mirrored, "protect p0 0+1 read"];
}
