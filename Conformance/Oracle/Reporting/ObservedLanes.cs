using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// The sides of a page as a subject showed it, beside what the reference has of just that. What was not shown is in neither.
/// </summary>
internal static class ObservedLanes
{
    private const string Nothing = "none";

    /// <summary>The lanes, those with something in them.</summary>
    /// <param name="state">A state of the reference.</param>
    /// <param name="seen">What was seen of a page; the page exists.</param>
    public static IReadOnlyList<ExplainedLane> Of(State state, PageObservation seen)
    {
        PageObservation allowed = Masked(PageObservation.Of(state, seen.Process, seen.Page), seen);
        List<ExplainedLane> lanes = [new("CPU entry", Processor(allowed), Processor(seen))];
        foreach (MirrorObservation mirror in seen.Mirrors.AsEnumerable().OrderBy(static mirror => mirror.Device))
        {
            MirrorView view = MirrorView.Of(state, seen.Process, mirror.Device, seen.Page);
            string has = Mirror(Masked(MirrorObservation.Of(mirror.Device, view), mirror));
            if (has != Nothing || Mirror(mirror) != Nothing)
            {
                lanes.Add(new ExplainedLane($"mirror d{mirror.Device}", has, Mirror(mirror)));
            }
        }

        if (Tlb(allowed) != Nothing || Tlb(seen) != Nothing)
        {
            lanes.Add(new ExplainedLane("TLB", Tlb(allowed), Tlb(seen)));
        }

        return lanes;
    }

    private static PageObservation Masked(PageObservation page, PageObservation by) =>
        page with
        {
            Mapped = by.Mapped is null ? null : page.Mapped,
            Protection = by.Protection is null ? null : page.Protection,
            Entry = by.Entry is null ? null : page.Entry,
            Device = by.Device is null && by.Entry == ObservedEntry.Device ? null : page.Device,
            Zero = by.Zero is null ? null : page.Zero,
            Writable = by.Writable is null ? null : page.Writable,
            Dirty = by.Dirty is null ? null : page.Dirty,
            Value = by.Value is null ? null : page.Value,
            Cached = by.Cached is null ? null : page.Cached,
            CachedWritable = by.CachedWritable is null ? null : page.CachedWritable,
            Mirrors =
            [
                .. page
                    .Mirrors.AsEnumerable()
                    .Where(own => by.Mirrors.AsEnumerable().Any(it => it.Device == own.Device)),
            ],
        };

    private static MirrorObservation Masked(MirrorObservation mirror, MirrorObservation by) =>
        mirror with
        {
            Zero = by.Zero is null ? null : mirror.Zero,
            Writable = by.Writable is null ? null : mirror.Writable,
            Dirty = by.Dirty is null ? null : mirror.Dirty,
            Value = by.Value is null ? null : mirror.Value,
            Cached = by.Cached is null ? null : mirror.Cached,
            CachedWritable = by.CachedWritable is null ? null : mirror.CachedWritable,
        };

    private static string Processor(PageObservation page)
    {
        bool isPresent = page.Entry == ObservedEntry.Present;
        string entry = page.Entry switch
        {
            ObservedEntry.Present => page.Zero == true ? "zero" : "system",
            ObservedEntry.Exclusive => "exclusive",
            ObservedEntry.Poisoned => "poisoned",
            ObservedEntry.Device => page.Device is int device ? $"device d{device}" : "device",
            ObservedEntry.Swap => "swap",
            ObservedEntry.None => Nothing,
            null => "?",
        };
        return entry
            + (isPresent ? Rights(page.Writable) : "")
            + (isPresent && page.Dirty == true ? " dirty" : "")
            + (page.Entry != ObservedEntry.None && page.Value is ulong value ? $" value={value}" : "")
            + (
                page.Mapped == false ? ", not mapped"
                : page.Protection is { } rights ? $" in {Names.Protections.NameOf(rights)} mapping"
                : ""
            );
    }

    private static string Mirror(MirrorObservation mirror) =>
        mirror.Entry is null or MirrorEntryKind.None
            ? Nothing
            : (mirror.Zero == true ? "zero" : ObservedNames.MirrorEntries.NameOf(mirror.Entry.Value))
                + Rights(mirror.Writable)
                + (mirror.Dirty == true ? " dirty" : "")
                + (mirror.Value is ulong value ? $" value={value}" : "");

    private static string Tlb(PageObservation page)
    {
        IEnumerable<string> devices = page
            .Mirrors.AsEnumerable()
            .OrderBy(static mirror => mirror.Device)
            .Select(static mirror => Cached($"d{mirror.Device}", mirror.Cached, mirror.CachedWritable));
        string text = string.Join(
            ", ",
            devices.Prepend(Cached("CPU", page.Cached, page.CachedWritable)).Where(static agent => agent.Length > 0)
        );
        return text.Length == 0 ? Nothing : text;
    }

    private static string Cached(string agent, bool? valid, bool? writable) =>
        valid == true || writable == true ? agent + Rights(writable ?? false) : "";

    private static string Rights(bool? writable) =>
        writable switch
        {
            true => " write",
            false => " read",
            null => "",
        };
}
