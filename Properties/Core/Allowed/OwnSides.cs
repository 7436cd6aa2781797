using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the sides of a page as it was seen contradict each other: no state has such a page, and nothing that happens by
/// itself leads there. Rights are left out: any side may have fewer than it could (ND-9).
/// </summary>
internal static class OwnSides
{
    /// <summary>Whether they do.</summary>
    public static bool Contradict(PageObservation seen) =>
        seen.Entry is { } entry
        && (
            (entry != ObservedEntry.Present && (seen.Cached == true || seen.CachedWritable == true))
            || seen.Mirrors.AsEnumerable().Any(mirror => Contradicts(seen, entry, mirror))
        );

    /// <summary>The clause for a page that both the CPU and the device's entry for its own memory map; else empty.</summary>
    public static string Clause(PageObservation seen, Misfit misfit) =>
        misfit is { Kind: DivergenceKind.Mirror, What: PageFit.Entry, Expected: "system", Found: "device" }
        && seen.Entry == ObservedEntry.Present
            ? "MIG-17"
            : "";

    private static bool Contradicts(PageObservation page, ObservedEntry entry, MirrorObservation mirror) =>
        mirror.Entry switch
        {
            MirrorEntryKind.System => entry != ObservedEntry.Present || Differ(page.Value, mirror.Value),
            MirrorEntryKind.Device => IsAstray(page, mirror) || Differ(page.Value, mirror.Value),
            MirrorEntryKind.None or null => false,
        };

    private static bool IsAstray(PageObservation page, MirrorObservation mirror) =>
        mirror.Entry == MirrorEntryKind.Device
        && page.Entry is { } entry
        && (entry != ObservedEntry.Device || (page.Device ?? mirror.Device) != mirror.Device);

    private static bool Differ(ulong? left, ulong? right) => left is { } one && right is { } other && one != other;
}
