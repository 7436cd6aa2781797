using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether what was seen of a page is what a state admits. The state says where the page is, what it holds, and the most
/// that entries and translations may grant; an implementation may have fewer rights (ND-9), more dirty records than needed,
/// and any accessed bit (ND-8).
/// </summary>
internal static class PageFit
{
    /// <summary>Where an entry leads.</summary>
    public const string Entry = "entry";

    /// <summary>Whether it allows stores.</summary>
    public const string Writable = "writable";

    /// <summary>Whether a TLB has a translation.</summary>
    public const string Cached = "cached";

    /// <summary>Whether it has one for stores.</summary>
    public const string CachedWritable = "cached-writable";

    /// <summary>Whether it, or the frame, is known to be dirty.</summary>
    public const string Dirty = "dirty";

    /// <summary>Whether it leads to the zero frame.</summary>
    public const string Zero = "zero";

    /// <summary>Whether a device has the page for itself.</summary>
    public const string Exclusive = "exclusive";

    /// <summary>What a page holds.</summary>
    public const string Value = "value";

    /// <summary>Whether a mapping covers it.</summary>
    public const string Mapped = "mapped";

    /// <summary>The rights of that mapping.</summary>
    public const string Rights = "protection";

    /// <summary>What does not fit first, or null.</summary>
    public static Misfit? Check(State state, PageObservation seen, int progress) =>
        Check(state, new StateViews(state), seen, progress);

    /// <summary>What does not fit first, or null.</summary>
    /// <param name="state">Who lives, what is attached and what mirrored.</param>
    /// <param name="views">Where the pages are looked at.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="progress">How much has fitted already.</param>
    public static Misfit? Check<TViews>(State state, TViews views, PageObservation seen, int progress)
        where TViews : struct, IPageViews =>
        Compare(state, views, seen, progress) is { } misfit
            ? misfit with
            {
                IsFinal = misfit.IsFinal || OwnSides.Contradict(seen),
                Clause = OwnSides.Clause(seen, misfit),
            }
            : null;

    /// <summary>Whether the content of a mapped page does not fit: it is the same wherever the page is.</summary>
    public static Misfit? Content(State state, PageObservation seen, int progress) =>
        seen is { Value: { } value, Mapped: not false }
        && state.IsAlive(seen.Process)
        && (uint)seen.Page < (uint)state.World.Pages
        && state.Processes[seen.Process].Space.TryFind(seen.Page, out _)
        && state.Processes[seen.Process].PageTable[seen.Page].Kind != PteKind.Poisoned
            ? Final(Differs(seen, progress, Value, state.ContentOf(seen.Process, seen.Page), value))
            : null;

    private static Misfit? Compare<TViews>(State state, TViews views, PageObservation seen, int progress)
        where TViews : struct, IPageViews
    {
        World world = state.World;
        if (!state.IsAlive(seen.Process) || (uint)seen.Page >= (uint)world.Pages)
        {
            return seen.Entry is null or ObservedEntry.None && seen.Mapped is null or false
                ? null
                : Misfit.Of(DivergenceKind.Page, progress, Name(seen), "no such page", EntryName(seen.Entry)) with
                {
                    IsFinal = true,
                };
        }

        PageView view = views.Page(seen.Process, seen.Page);
        ObservedEntry? entry = PageObservation.EntryOf(view.Kind);
        return Final(Differs(seen, progress, Mapped, view.IsMapped, seen.Mapped))
            ?? (view.IsMapped ? Final(Protects(seen, progress, view.Protection)) : null)
            ?? (
                seen.Entry is { } found && found != entry && !IsForgotten(seen, view) && !IsDead(seen, view)
                    ? Of(seen, progress, Entry, Where(entry, view), Where(found, seen))
                    : null
            )
            ?? (
                entry == ObservedEntry.Device && seen.Device is int device && device != view.Device
                    ? Of(seen, progress, "device", $"d{view.Device}", $"d{device}")
                    : null
            )
            ?? Differs(
                seen,
                progress,
                Zero,
                view.IsZero,
                entry == ObservedEntry.Present && !IsForgotten(seen, view) ? seen.Zero : null
            )
            ?? Exceeds(seen, progress, Writable, view.Writable, entry == ObservedEntry.Present ? seen.Writable : null)
            ?? Final(Differs(seen, progress, Value, view.Value, view.Kind == PteKind.Poisoned ? null : seen.Value))
            ?? Forgotten(state, seen, view, progress)
            ?? Exceeds(seen, progress, Cached, view.Kind == PteKind.Present, seen.Cached)
            ?? Exceeds(
                seen,
                progress,
                CachedWritable,
                view is { Kind: PteKind.Present, Writable: true },
                seen.CachedWritable
            )
            ?? Mirrors(state, views, seen, progress);
    }

    // An entry of the zero frame says no more than none (ND-6): fork leaves it out.
    private static bool IsForgotten(PageObservation seen, PageView view) =>
        seen.Entry == ObservedEntry.None && view.IsZero;

    // The entry for a page that is lost may be left as it was (EVC-7).
    private static bool IsDead(PageObservation seen, PageView view) =>
        seen.Entry == ObservedEntry.Device && view.Kind == PteKind.Poisoned;

    // What a program sees does not change by itself.
    private static Misfit? Final(Misfit? misfit) => misfit is null ? null : misfit with { IsFinal = true };

    private static Misfit? Protects(PageObservation seen, int progress, Protection allowed) =>
        seen.Protection is { } found && found != allowed
            ? Of(seen, progress, Rights, Names.Protections.NameOf(allowed), Names.Protections.NameOf(found))
            : null;

    // What was written must be known to be, in one place or another, or it is lost when the page goes; zeros are not, and
    // a page of a file may have been written to storage by itself.
    private static Misfit? Forgotten(State state, PageObservation seen, PageView view, int progress)
    {
        bool known =
            view is { Kind: PteKind.Present, IsZero: false, Value: not 0, File: null }
            && (view.Dirty || view.FrameDirty);
        return known && seen.Dirty == false && !MayBeElsewhere(state, seen)
            ? Of(seen, progress, Dirty, "true", "false")
            : null;
    }

    // In a mirror that has the record, or that was not looked at.
    private static bool MayBeElsewhere(State state, PageObservation seen) =>
        seen.Mirrors.AsEnumerable().Any(static mirror => mirror.Dirty == true)
        || Enumerable
            .Range(0, state.World.Devices)
            .Where(device =>
                state.Processes[seen.Process].Mirrors[device] is { IsOpen: true } mirror
                && mirror.Interval.Contains(seen.Page)
            )
            .Any(device =>
                !seen
                    .Mirrors.AsEnumerable()
                    .Any(mirror =>
                        mirror.Device == device && (mirror.Dirty == false || mirror.Entry == MirrorEntryKind.None)
                    )
            );

    private static Misfit? Mirrors<TViews>(State state, TViews views, PageObservation seen, int progress)
        where TViews : struct, IPageViews
    {
        foreach (MirrorObservation mirror in seen.Mirrors)
        {
            if (Mirror(state, views, seen, mirror, progress) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }

    private static Misfit? Mirror<TViews>(
        State state,
        TViews views,
        PageObservation page,
        MirrorObservation seen,
        int progress
    )
        where TViews : struct, IPageViews
    {
        if (!state.IsAttached(seen.Device))
        {
            return seen.Entry is null or MirrorEntryKind.None
                ? null
                : OfMirror(page, seen, progress, Entry, "none", Kind(seen.Entry));
        }

        MirrorView view = views.Mirror(page.Process, seen.Device, page.Page);
        bool valid = view.Kind != MirrorEntryKind.None;
        if (seen.Entry is { } entry && entry != view.Kind)
        {
            return OfMirror(page, seen, progress, Entry, Kind(view.Kind), Kind(entry));
        }

        return valid && seen.Zero is bool zero && zero != view.IsZero
                ? OfMirror(page, seen, progress, Zero, Word(view.IsZero), Word(zero))
            : valid && seen.Writable == true && !view.Writable
                ? OfMirror(page, seen, progress, Writable, "false", "true")
            : seen.Exclusive == true && !view.Exclusive ? OfMirror(page, seen, progress, Exclusive, "false", "true")
            : valid && seen.Value is ulong value && value != view.Value
                ? Final(OfMirror(page, seen, progress, Value, $"{view.Value}", $"{value}"))
            : seen.Cached == true && !valid ? OfMirror(page, seen, progress, Cached, "false", "true")
            : seen.CachedWritable == true && !(valid && view.Writable)
                ? OfMirror(page, seen, progress, CachedWritable, "false", "true")
            : null;
    }

    private static Misfit? Differs<T>(PageObservation seen, int progress, string what, T allowed, T? found)
        where T : struct =>
        found is { } it && !EqualityComparer<T>.Default.Equals(it, allowed)
            ? Of(seen, progress, what, Word(allowed), Word(it))
            : null;

    private static Misfit? Exceeds(PageObservation seen, int progress, string what, bool allowed, bool? found) =>
        found == true && !allowed ? Of(seen, progress, what, "false", "true") : null;

    private static Misfit Of(PageObservation seen, int progress, string what, string expected, string found) =>
        new(
            DivergenceKind.Page,
            progress,
            new PageAddress(seen.Process, seen.Page),
            -1,
            $"{Name(seen)}, {what}",
            expected,
            found
        )
        {
            What = what,
        };

    private static Misfit OfMirror(
        PageObservation page,
        MirrorObservation seen,
        int progress,
        string what,
        string expected,
        string found
    ) =>
        new(
            DivergenceKind.Mirror,
            progress,
            new PageAddress(page.Process, page.Page),
            seen.Device,
            $"mirror of p{page.Process} in d{seen.Device}, page {page.Page}, {what}",
            expected,
            found
        )
        {
            What = what,
        };

    private static string Name(PageObservation seen) => $"p{seen.Process} page {seen.Page}";

    private static string Where(ObservedEntry? entry, PageView view) =>
        entry == ObservedEntry.Device ? $"device d{view.Device}" : EntryName(entry);

    private static string Where(ObservedEntry entry, PageObservation seen) =>
        entry == ObservedEntry.Device && seen.Device is int device ? $"device d{device}" : EntryName(entry);

    private static string EntryName(ObservedEntry? entry) =>
        entry is { } it ? ObservedNames.Entries.NameOf(it) : "migrating";

    private static string Kind(MirrorEntryKind? kind) => ObservedNames.MirrorEntries.NameOf(kind ?? default);

    private static string Word<T>(T value) => value is bool it ? (it ? "true" : "false") : $"{value}";
}
