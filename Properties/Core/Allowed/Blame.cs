using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The clause that a misfit breaks, and the step of the reference that decides.</summary>
internal static class Blame
{
    /// <summary>The clause and the step; no step if none of the operation's changed what does not fit.</summary>
    public static (string Clause, StepName? Step) Of(State before, Operation operation, Misfit misfit)
    {
        string clause = misfit.Clause.Length > 0 ? misfit.Clause : Clause(before, operation, misfit);
        return (clause, Attribution.StepOf(before, operation, clause));
    }

    private static string Clause(State before, Operation operation, Misfit misfit) =>
        misfit.Kind switch
        {
            DivergenceKind.Page => Exists(before, misfit)
                ? OfPage(before, operation, misfit)
                : Attribution.OfOutcome(before, operation),
            DivergenceKind.Mirror => Exists(before, misfit)
                ? OfMirror(before, operation, misfit)
                : Attribution.OfOutcome(before, operation),
            DivergenceKind.Events => Attribution.OfEvent(before, operation, misfit.Progress & (EventFit.Progress - 1)),
            DivergenceKind.State => OfTotal(misfit) ?? Attribution.OfOutcome(before, operation),
            DivergenceKind.Outcome
            or DivergenceKind.Invariant
            or DivergenceKind.Crash
            or DivergenceKind.Specification => Attribution.OfOutcome(before, operation),
        };

    private static string OfPage(State before, Operation operation, Misfit misfit)
    {
        if (IsOfRelative(before, misfit))
        {
            return "FRK-6";
        }

        State after = ReferenceModel.Run(before, operation).After;
        PageView expected = PageView.Of(after, misfit.Page.Process, misfit.Page.Page);
        return Attribution.OfPage(before, operation, misfit.Page, expected, Altered(expected, misfit.Part));
    }

    // The content that the page has in another process, which has forked this one or was forked by it.
    private static bool IsOfRelative(State before, Misfit misfit) =>
        misfit.Part == "value"
        && Enumerable
            .Range(0, before.World.Processes)
            .Any(other =>
                other != misfit.Page.Process
                && before.IsAlive(other)
                && misfit.Found == $"{before.ContentOf(other, misfit.Page.Page)}"
                && misfit.Found != "0"
            );

    // What no step of the operation changes is as an earlier one has left it, and that is what the invariants speak of.
    private static string OfMirror(State before, Operation operation, Misfit misfit) =>
        Attribution.OfMirrorPart(before, operation, misfit.Page, misfit.Device, view => Part(view, misfit.Part))
        ?? (
            misfit.Part is "writable" or "cached-writable" ? "MIR-13"
            : misfit.Found == "device" ? "MIR-15"
            : "MIR-12"
        );

    private static PageView Altered(PageView view, string part) =>
        part switch
        {
            "mapped" => view with { IsMapped = !view.IsMapped },
            "protection" => view with { Protection = (Protection)((int)view.Protection + 1) },
            "entry" => view with { Kind = (PteKind)((int)view.Kind + 1) },
            "device" => view with { Device = view.Device + 1 },
            "zero" => view with { IsZero = !view.IsZero },
            "writable" => view with { Writable = !view.Writable },
            "value" => view with { Value = view.Value + 1 },
            "dirty" => view with { Dirty = !view.Dirty, FrameDirty = !view.FrameDirty },
            "cached" => view with { Cached = !view.Cached },
            "cached-writable" => view with { CachedWritable = !view.CachedWritable },
            _ => view,
        };

    private static MirrorView Part(MirrorView view, string part) =>
        part switch
        {
            "entry" => new MirrorView { Kind = view.Kind },
            "zero" => new MirrorView { IsZero = view.IsZero },
            "writable" => new MirrorView { Writable = view.Writable },
            "value" => new MirrorView { Value = view.Value },
            "cached" => new MirrorView { Cached = view.Cached },
            "cached-writable" => new MirrorView { CachedWritable = view.CachedWritable },
            _ => view,
        };

    // How much is in use is a matter of all operations until then; the invariant says what it has to be.
    private static string? OfTotal(Misfit misfit) =>
        misfit.Supply switch
        {
            Supply.None => null,
            Supply.Frames or Supply.DeviceFrames => misfit.IsMore ? "RCL-7" : "RCL-8",
            Supply.Iovas => "DMA-5",
            Supply.Slots => "RCL-5",
        };

    private static bool Exists(State before, Misfit misfit) =>
        (uint)misfit.Page.Process < (uint)before.World.Processes
        && (uint)misfit.Page.Page < (uint)before.World.Pages
        && misfit.Device < before.World.Devices;
}
