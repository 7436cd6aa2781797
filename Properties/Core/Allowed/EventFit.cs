using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether the notifications are there that have to be: each window of an ending, with every mirror told between its start
/// and its end. There may be more windows, wider ones, one for several, several for one, and mirrors told that need not be
/// (ND-4, ND-12); the order of a window's callbacks and of the mappings of a page is free (NTF-5, MIG-20, RCL-9).
/// </summary>
internal static class EventFit
{
    /// <summary>Where the events begin in the order in which things are looked at.</summary>
    public const int Progress = 1 << 15;

    /// <summary>What does not fit first, or null.</summary>
    /// <param name="needed">The events of an ending.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="reported">The kinds of invalidation that are reported at all.</param>
    /// <param name="before">The state before, by which the kernel may have other windows; null if they are to be the same.</param>
    public static Misfit? Check(
        Sequence<Event> needed,
        Sequence<Event> seen,
        Sequence<EventKind> reported,
        State? before = null
    )
    {
        Dictionary<int, List<PageRange>>? taken = null;
        for (int index = 0; index < needed.Count; index++)
        {
            Event start = needed[index];
            if (start.Phase != EventPhase.Start || !reported.Contains(start.Kind))
            {
                continue;
            }

            // Most operations need no window, and most answers come to here.
            taken ??= [];
            if (
                !Finds(needed, index, seen, taken)
                && !(before is not null && FindsOthers(before, needed, index, seen, taken))
            )
            {
                return Misfit.Of(
                    DivergenceKind.Events,
                    Progress + index,
                    "events",
                    EventOrder.Format(needed.Span),
                    EventOrder.Format(seen.Span)
                );
            }
        }

        return null;
    }

    // One window may stand for several, but not for two over the same page: between these something happened to it.
    private static bool Finds(
        Sequence<Event> needed,
        int start,
        Sequence<Event> seen,
        Dictionary<int, List<PageRange>> taken
    )
    {
        ulong devices = Told(needed, start, out _);
        for (int index = 0; index < seen.Count; index++)
        {
            if (
                seen[index].Phase == EventPhase.Start
                && Covers(seen[index], needed[start])
                && !(
                    taken.TryGetValue(index, out List<PageRange>? ranges) && ranges.Exists(needed[start].Range.Overlaps)
                )
                && (devices & ~Told(seen, index, out bool closed)) == 0
                && closed
            )
            {
                Take(taken, index, needed[start].Range);
                return true;
            }
        }

        return false;
    }

    private static bool FindsOthers(
        State before,
        Sequence<Event> needed,
        int start,
        Sequence<Event> seen,
        Dictionary<int, List<PageRange>> taken
    )
    {
        Event window = needed[start];
        if (OtherWindows.IsNeedless(before, window))
        {
            return true;
        }

        IEnumerable<(int, PageRange, ulong)> windows = Enumerable
            .Range(0, seen.Count)
            .Where(index => seen[index].Phase == EventPhase.Start && IsAlike(seen[index], window))
            .Where(index => !taken.ContainsKey(index))
            .Select(index => (index, seen[index].Range, Told(seen, index, out bool closed), closed))
            .Where(static one => one.closed)
            .Select(static one => (one.index, one.Range, one.Item3));
        IReadOnlyList<int> pieces = OtherWindows.Pieces(before, window, Told(needed, start, out _), windows);
        foreach (int index in pieces)
        {
            Take(taken, index, window.Range);
        }

        return pieces.Count > 0;
    }

    private static void Take(Dictionary<int, List<PageRange>> taken, int index, PageRange range)
    {
        taken.TryAdd(index, []);
        taken[index].Add(range);
    }

    // The devices told in the window that starts here, up to its end.
    private static ulong Told(Sequence<Event> events, int start, out bool closed)
    {
        Event window = events[start];
        ulong devices = 0;
        closed = false;
        for (int index = start + 1; index < events.Count && !closed; index++)
        {
            Event next = events[index];
            bool same = next.Kind == window.Kind && next.Process == window.Process && next.Range == window.Range;
            devices |= same && next.Phase == EventPhase.Callback && (uint)next.Device < 64 ? 1UL << next.Device : 0;
            closed = same && next.Phase == EventPhase.End;
        }

        return devices;
    }

    private static bool Covers(Event seen, Event needed) => IsAlike(seen, needed) && seen.Range.Contains(needed.Range);

    private static bool IsAlike(Event seen, Event needed) =>
        seen.Kind == needed.Kind && seen.Process == needed.Process && (seen.Owner == needed.Owner || seen.Owner < 0);
}
