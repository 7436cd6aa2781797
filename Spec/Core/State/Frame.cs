using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A frame of system memory or of a device's memory.</summary>
/// <param name="Value">The content of the page: one 64-bit value stands for all its bytes.</param>
/// <param name="References">
/// Who holds it: mappings, device-exclusive entries, the swap cache, the page cache, pins, a migration or reclaim in flight.
/// </param>
/// <param name="Mappings">How many page-table entries map it (present or device-private ones).</param>
/// <param name="Dirty">Whether it is known to differ from what is behind it.</param>
/// <param name="Locked">Whether a migration, reclaim or make-exclusive holds the page lock.</param>
/// <param name="Slot">The swap slot whose cached copy it is, or -1.</param>
public readonly record struct Frame(ulong Value, int References, int Mappings, bool Dirty, bool Locked, int Slot)
    : IHash64
{
    /// <summary>Whether it may be dropped as it is, unless it is dirty by then (MADV_FREE; not PG_swapbacked).</summary>
    public bool LazyFree { get; init; }

    /// <summary>The page of a file whose cached copy it is (the page cache), or null.</summary>
    public FileAddress? File { get; init; }

    /// <summary>Whether a cache holds a reference of it: the swap cache or the page cache.</summary>
    public bool IsCached => Slot >= 0 || File is not null;

    /// <summary>A free frame.</summary>
    public static Frame Free => new(0, 0, 0, false, false, -1);

    /// <inheritdoc/>
    public ulong Hash64 =>
        Mix.Triple(
            Value,
            ((ulong)(uint)References << 32) | (uint)Mappings,
            ((ulong)(uint)Slot << 2) | (LazyFree ? 1UL << 40 : 0) | (Dirty ? 2UL : 0) | (Locked ? 1UL : 0)
        ) + (File is FileAddress page ? page.Hash64 : 0);

    /// <summary>A frame just given out with one reference and no mapping.</summary>
    public static Frame New(ulong value) => Free with { Value = value, References = 1 };
}
