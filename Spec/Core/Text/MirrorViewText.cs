namespace HmmSpec.Spec;

/// <summary>
/// Short text for a page of a mirror as people see it: <c>system write dirty value=7</c>, <c>zero read</c>,
/// <c>device read value=3</c>, <c>none</c>.
/// </summary>
public static class MirrorViewText
{
    /// <summary>Where the entry leads, and with which right.</summary>
    public static string Format(MirrorView view)
    {
        string place = view.Kind switch
        {
            MirrorEntryKind.None => "none",
            MirrorEntryKind.System => view.IsZero ? "zero" : "system",
            MirrorEntryKind.Device => "device",
        };
        bool hasEntry = view.Kind != MirrorEntryKind.None;
        return place
            + (
                view.Writable ? " write"
                : hasEntry ? " read"
                : ""
            )
            + (view.Exclusive ? " exclusive" : "")
            + (view.Dirty ? " dirty" : "")
            + ((hasEntry && !view.IsZero) || view.Value != 0 ? $" value={view.Value}" : "");
    }

    /// <summary>What <see cref="Format"/> leaves out: the device's TLB; empty if it holds nothing.</summary>
    public static string Details(MirrorView view) =>
        view.Cached ? $"tlb={(view.CachedExclusive ? "exclusive" : view.CachedWritable ? "write" : "read")}"
        : view.CachedWritable ? "tlb=none,write"
        : "";
}
