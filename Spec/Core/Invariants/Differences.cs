namespace HmmSpec.Spec;

/// <summary>What an operation changed, page by page.</summary>
internal static class Differences
{
    /// <summary>No page of any process.</summary>
    public static (int Process, PageRange Range) Nowhere => (-1, default);

    /// <summary>
    /// The first page, but for those of one range of one process and those that show the same pages of files, that a program
    /// would read with another value.
    /// </summary>
    public static string? OfContent(State before, State after, (int Process, PageRange Range) except)
    {
        HashSet<FileAddress>? shared = SharedPages.StoredTo(before, except.Process, except.Range);
        return OfContent(
            before,
            after,
            (process, page) =>
                (process == except.Process && except.Range.Contains(page))
                || (
                    shared is not null
                    && SharedPages.Shown(before, process, page) is FileAddress shown
                    && shared.Contains(shown)
                )
        );
    }

    /// <summary>The same but for the pages of which <paramref name="except"/> says so.</summary>
    public static string? OfContent(State before, State after, Func<int, int, bool> except)
    {
        for (int process = 0; process < before.Processes.Count; process++)
        {
            for (int page = 0; page < before.World.Pages; page++)
            {
                ulong old = before.ContentOf(process, page);
                ulong now = after.ContentOf(process, page);
                if (LostItsMirror(before, after, process, page))
                {
                    continue;
                }

                if (IsLost(before, process, page) != IsLost(after, process, page) && !except(process, page))
                {
                    return $"{InvariantSentences.Page(process, page)} was {(IsLost(after, process, page) ? "lost" : "found")}";
                }

                if (old != now && !except(process, page))
                {
                    return $"{InvariantSentences.Page(process, page)} held {old} and holds {now}";
                }
            }
        }

        return null;
    }

    /// <summary>The first page, but for those of one range of one process, with another page-table entry.</summary>
    public static string? OfEntries(State before, State after, (int Process, PageRange Range) except)
    {
        for (int process = 0; process < before.Processes.Count; process++)
        {
            for (int page = 0; page < before.World.Pages; page++)
            {
                Pte old = before.Processes[process].PageTable[page];
                Pte now = after.Processes[process].PageTable[page];
                if (old != now && !(process == except.Process && except.Range.Contains(page)))
                {
                    return $"{InvariantSentences.Page(process, page)} had {InvariantSentences.Of(old)} and has "
                        + InvariantSentences.Of(now);
                }
            }
        }

        return null;
    }

    /// <summary>The first page, but for those of one range of one process, with other rights; or a birth or a death.</summary>
    public static string? OfRights(State before, State after, (int Process, PageRange Range) except) =>
        OfRights(before, after, (process, page) => process == except.Process && except.Range.Contains(page));

    /// <summary>The same but for the pages of which <paramref name="except"/> says so.</summary>
    public static string? OfRights(State before, State after, Func<int, int, bool> except)
    {
        for (int process = 0; process < before.Processes.Count; process++)
        {
            Process old = before.Processes[process];
            Process now = after.Processes[process];
            if (old.Alive != now.Alive)
            {
                return $"p{process} {(old.Alive ? "died" : "came to life")}";
            }

            for (int page = 0; page < before.World.Pages && !old.Space.Equals(now.Space); page++)
            {
                bool same = Rights(old, page) == Rights(now, page);
                if (!same && !except(process, page))
                {
                    return $"the mapping of {InvariantSentences.Page(process, page)} is another";
                }
            }
        }

        return null;
    }

    // Who touches such a page loses it (RET-10, FRK-10).
    private static bool LostItsMirror(State before, State after, int process, int page) =>
        before.Profile.DevicePagesNeedTheirMirror
        && before.Processes[process].PageTable[page] is { Kind: PteKind.DevicePrivate } old
        && !after.Processes[process].Mirrors[old.Target.Device].IsOpen
        && IsLost(after, process, page);

    private static bool IsLost(State state, int process, int page) =>
        state.Processes[process].PageTable[page].Kind == PteKind.Poisoned;

    private static Protection? Rights(Process process, int page) =>
        process.Space.TryFind(page, out Vma vma) ? vma.Protection : null;
}
