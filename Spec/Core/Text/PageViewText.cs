namespace HmmSpec.Spec;

/// <summary>
/// Short text for a page as people see it: <c>system write dirty young value=7</c>, <c>zero read</c>,
/// <c>device d0 read value=3</c>, <c>swap value=4</c>, <c>none</c>, and <c>-</c> where nothing is mapped.
/// </summary>
public static class PageViewText
{
    /// <summary>What and where the page is.</summary>
    public static string Format(PageView view)
    {
        string entry = view.Kind switch
        {
            PteKind.None => "none",
            PteKind.Present => $"{Memory(view)} {(view.Writable ? "write" : "read")}",
            PteKind.ProtNone => $"{Memory(view)} protnone",
            PteKind.Swap => "swap",
            PteKind.DevicePrivate => $"{Memory(view)} {(view.Writable ? "write" : "read")}",
            PteKind.DeviceExclusive => $"exclusive {Memory(view)} {(view.Writable ? "write" : "read")}",
            PteKind.Poisoned => "poisoned",
            PteKind.Migration => $"migrating {Memory(view)} {(view.Writable ? "write" : "read")}",
        };
        bool hasContent = view.Kind is not (PteKind.None or PteKind.Poisoned) && !view.IsZero;
        string text =
            entry
            + (view.Dirty ? " dirty" : "")
            + (view.Young ? " young" : "")
            + (hasContent || view.Value != 0 ? $" value={view.Value}" : "");
        return view.IsMapped ? text
            : text == "none" ? "-"
            : $"unmapped {text}";
    }

    /// <summary>What <see cref="Format"/> leaves out: rights of the mapping, counts, the frame's flag, the TLB.</summary>
    public static string Details(PageView view) =>
        $"rights={(view.IsMapped ? Names.Protections.NameOf(view.Protection) : "-")}"
        + (view.Backing.IsFile ? $" behind={BackingText.Format(view.Backing)}" : "")
        + (view.File is FileAddress page ? $" cache=f{page.File}:{page.Index}" : "")
        + (view.Mappings == 0 ? "" : $" mappings={view.Mappings}")
        + (view.References == 0 ? "" : $" references={view.References}")
        + (view.FrameDirty ? " frame-dirty" : "")
        + (view.LazyFree ? " lazy-free" : "")
        + StateText.Of(view.Flags)
        + (
            view.Cached ? $" tlb={(view.CachedWritable ? "write" : "read")}"
            : view.CachedWritable ? " tlb=none,write"
            : ""
        );

    private static string Memory(PageView view) =>
        view.IsZero ? "zero"
        : view.Device < 0 ? "system"
        : $"device d{view.Device}";
}
