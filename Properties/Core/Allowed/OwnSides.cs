using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the sides of a page as it was seen contradict each other: no state has such a page, and nothing that happens by
/// itself leads there. Rights are left out: any side may have fewer than it could (ND-9). What a device has for itself, no other
/// side reaches (EXC-15).
/// </summary>
internal static class OwnSides
{
    /// <summary>Whether they do.</summary>
    public static bool Contradict(PageObservation seen) =>
        seen.Entry is { } entry
        && (
            (entry != ObservedEntry.Present && (seen.Cached == true || seen.CachedWritable == true))
            || seen.Mirrors.AsEnumerable().Any(mirror => Contradicts(seen, entry, mirror))
            || (entry == ObservedEntry.Exclusive && seen.Mirrors.Count(HasEntry) > 1)
        );

    /// <summary>The clause for a page that a device has for itself and others reach, or that both the CPU and the device's entry for its own memory map; else empty.</summary>
    public static string Clause(PageObservation seen, Misfit misfit) =>
        seen.Entry == ObservedEntry.Exclusive && (seen.Cached == true || seen.Mirrors.Count(HasEntry) > 1) ? "EXC-15"
        : misfit is { Kind: DivergenceKind.Mirror, What: PageFit.Entry, Expected: "system", Found: "device" }
        && seen.Entry == ObservedEntry.Present
            ? "MIG-17"
        : "";

    private static bool Contradicts(PageObservation page, ObservedEntry entry, MirrorObservation mirror) =>
        mirror.Entry switch
        {
            MirrorEntryKind.System => entry is not (ObservedEntry.Present or ObservedEntry.Exclusive)
                || (mirror.Exclusive == true && entry != ObservedEntry.Exclusive)
                || Differ(page.Value, mirror.Value),
            MirrorEntryKind.Device => IsAstray(page, mirror) || Differ(page.Value, mirror.Value),
            MirrorEntryKind.None or null => false,
        };

    private static bool HasEntry(MirrorObservation mirror) => mirror.Entry is not (MirrorEntryKind.None or null);

    private static bool IsAstray(PageObservation page, MirrorObservation mirror) =>
        mirror.Entry == MirrorEntryKind.Device
        && page.Entry is { } entry
        && (entry != ObservedEntry.Device || (page.Device ?? mirror.Device) != mirror.Device);

    private static bool Differ(ulong? left, ulong? right) => left is { } one && right is { } other && one != other;
}
