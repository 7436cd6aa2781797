using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Compares what notifiers did: in order, but the callbacks of one window as a multiset over the mirrors.</summary>
internal static class EventOrder
{
    /// <summary>Whether both are the same but for the order of the callbacks within a window.</summary>
    public static bool Same(ReadOnlySpan<Event> left, ReadOnlySpan<Event> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        return left.Length == right.Length && Sorted(left).AsSpan().SequenceEqual(Sorted(right));
    }

    /// <summary>The events in one line.</summary>
    public static string Format(ReadOnlySpan<Event> events)
    {
        List<string> texts = [];
        foreach (Event item in events)
        {
            texts.Add(EventText.Format(item));
        }

        return texts.Count == 0 ? "none" : string.Join("; ", texts);
    }

    private static Event[] Sorted(ReadOnlySpan<Event> events)
    {
        Event[] sorted = events.ToArray();
        int start = 0;
        while (start < sorted.Length)
        {
            int end = start;
            while (end < sorted.Length && sorted[end].Phase == EventPhase.Callback)
            {
                end++;
            }

            Array.Sort(sorted, start, end - start, Comparer<Event>.Create((a, b) => a.Device.CompareTo(b.Device)));
            start = end + 1;
        }

        return sorted;
    }
}
