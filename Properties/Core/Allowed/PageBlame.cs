using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The clause that what was seen of a page breaks, or what was reported of it.</summary>
internal static class PageBlame
{
    /// <summary>
    /// Of a page: the clause of the step that last changed what does not fit. Where none does, it is what no migration may do
    /// to a content and nothing to rights, or else the clause of the step that moved the page, or changed it in any way.
    /// </summary>
    public static string OfPage(State before, Operation operation, Misfit misfit)
    {
        PageAddress page = misfit.Page;
        if (IsOfRelative(before, misfit))
        {
            return "FRK-6";
        }

        bool moves = operation is MigrateToDevice or MigrateToSystem or Evict or Detach;
        string? changing = misfit.What switch
        {
            PageFit.Value => Attribution.OfChange(before, operation, page, static view => view.Value)
                ?? (moves || HasMigrated(before, operation, page) ? "MIG-19" : null),
            PageFit.Mapped => Attribution.OfChange(before, operation, page, static view => view.IsMapped) ?? "TRN-1",
            PageFit.Rights => Attribution.OfChange(before, operation, page, static view => view.Protection) ?? "TRN-1",
            PageFit.Cached or PageFit.CachedWritable => Attribution.OfChange(
                before,
                operation,
                page,
                static view => (view.Kind, view.Writable)
            ) ?? "CON-1",
            _ => null,
        };
        return changing ?? OfMove(before, operation, misfit);
    }

    // Also back by a fault.
    private static bool HasMigrated(State before, Operation operation, PageAddress page) =>
        Attribution.OfChange(before, operation, page, static view => view.Kind == PteKind.Migration) is not null;

    private static string OfMove(State before, Operation operation, Misfit misfit)
    {
        State after = ReferenceModel.Run(before, operation).After;
        PageView expected = PageView.Of(after, misfit.Page.Process, misfit.Page.Page);
        return Attribution.OfPage(before, operation, misfit.Page, expected, Altered(expected, misfit.What));
    }

    // With just that different which did not fit.
    private static PageView Altered(PageView view, string what) =>
        what switch
        {
            PageFit.Entry => view with { Kind = view.Kind == PteKind.None ? PteKind.Present : PteKind.None },
            PageFit.Writable => view with { Writable = !view.Writable },
            PageFit.Value => view with { Value = view.Value + 1 },
            PageFit.Dirty => view with { Dirty = !view.Dirty, FrameDirty = !view.FrameDirty },
            PageFit.Zero => view with { IsZero = !view.IsZero },
            _ => view,
        };

    // The content that the page has in another process, which has forked this one or was forked by it.
    private static bool IsOfRelative(State before, Misfit misfit) =>
        misfit is { What: PageFit.Value, Found: not "0" }
        && Enumerable
            .Range(0, before.World.Processes)
            .Any(other =>
                other != misfit.Page.Process
                && before.IsAlive(other)
                && misfit.Found == $"{before.ContentOf(other, misfit.Page.Page)}"
            );

    /// <summary>
    /// Of a page of a mirror: the clause of the step that last changed it, or what holds of it whatever is done.
    /// </summary>
    public static string OfMirror(State before, Operation operation, Misfit misfit) =>
        Attribution.OfMirrorChange(before, operation, misfit.Page, misfit.Device, view => Part(view, misfit.What))
        ?? Attribution.OfMirrorChange(before, operation, misfit.Page, misfit.Device, static view => view)
        ?? misfit.What switch
        {
            PageFit.Cached or PageFit.CachedWritable => "MIR-17",
            PageFit.Exclusive => "EXC-15",
            PageFit.Writable => "MIR-13",
            PageFit.Entry when misfit.Found == ObservedNames.MirrorEntries.NameOf(MirrorEntryKind.Device) => "MIR-15",
            _ => "MIR-12",
        };

    private static MirrorView Part(MirrorView view, string what) =>
        what switch
        {
            PageFit.Entry => new MirrorView { Kind = view.Kind },
            PageFit.Writable => new MirrorView { Kind = view.Kind, Writable = view.Writable },
            PageFit.Value => new MirrorView { Value = view.Value },
            PageFit.Exclusive => new MirrorView { Kind = view.Kind, Exclusive = view.Exclusive },
            _ => view,
        };

    /// <summary>Of a result for a page: the clause that says what it should have been.</summary>
    public static string OfResult(Operation operation, Misfit misfit, (PageResult Expected, PageResult Found) results)
    {
        if (operation is not RangeFault fault)
        {
            return operation is Snapshot ? "SNP-1"
                : operation is MakeExclusive ? "EXC-4"
                : "MIG-16";
        }

        Request wanted = fault.RequestAt(misfit.Page.Page - fault.Range.Start);
        return IsOfDevice(results.Found) && !IsOfDevice(results.Expected) ? "RET-6"
            : IsMet(wanted, results.Found) ? "FLT-12"
            : "FLT-3";
    }

    private static bool IsOfDevice(PageResult result) => result is PageResult.DeviceRead or PageResult.DeviceWrite;

    private static bool IsMet(Request wanted, PageResult found) =>
        found is PageResult.Write or PageResult.DeviceWrite
        || !wanted.HasFlag(Request.Fault)
        || (wanted == Request.Fault && found is PageResult.Zero or PageResult.Read or PageResult.DeviceRead);
}
