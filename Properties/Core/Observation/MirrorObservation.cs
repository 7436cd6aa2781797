using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What was seen of a page of a mirror; null for what was not looked at.</summary>
/// <param name="Device">Whose mirror.</param>
public readonly record struct MirrorObservation(int Device)
{
    /// <summary>Where the entry leads.</summary>
    public MirrorEntryKind? Entry { get; init; }

    /// <summary>Whether it leads to the shared zero page.</summary>
    public bool? Zero { get; init; }

    /// <summary>Whether the device may store.</summary>
    public bool? Writable { get; init; }

    /// <summary>Whether it did.</summary>
    public bool? Dirty { get; init; }

    /// <summary>The content that the device would read.</summary>
    public ulong? Value { get; init; }

    /// <summary>Whether the device's TLB has a translation.</summary>
    public bool? Cached { get; init; }

    /// <summary>Whether it has one for stores.</summary>
    public bool? CachedWritable { get; init; }

    /// <summary>Whether the device has the page for itself.</summary>
    public bool? Exclusive { get; init; }

    /// <summary>All that can be seen of a page of a mirror.</summary>
    public static MirrorObservation Of(int device, MirrorView view) =>
        new(device)
        {
            Entry = view.Kind,
            Zero = view.IsZero,
            Writable = view.Writable,
            Dirty = view.Dirty,
            Value = view.Kind == MirrorEntryKind.None ? null : view.Value,
            Cached = view.Cached,
            CachedWritable = view.CachedWritable,
            Exclusive = view.Exclusive ? true : null,
        };
}
