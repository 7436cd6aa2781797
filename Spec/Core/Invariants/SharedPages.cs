namespace HmmSpec.Spec;

/// <summary>Which pages of files are seen where.</summary>
internal static class SharedPages
{
    /// <summary>The page of a file whose content a page shows; null if it has a content of its own.</summary>
    public static FileAddress? Shown(State state, int process, int page)
    {
        Process owner = state.Processes[process];
        Backing backing = state.Files.Count == 0 ? Backing.Anonymous : owner.Space.BackingOf(page);
        bool shows =
            backing.IsShared
            || (
                backing.IsFile
                && owner.PageTable[page] is Pte pte
                && (pte.Kind == PteKind.None || state.IsOfPageCache(pte))
            );
        return shows ? backing.At(page) : null;
    }

    /// <summary>The pages of files that stores to a range go to; null if there are none.</summary>
    public static HashSet<FileAddress>? StoredTo(State state, int process, PageRange range)
    {
        if (state.Files.Count == 0 || (uint)process >= (uint)state.Processes.Count)
        {
            return null;
        }

        AddressSpace space = state.Processes[process].Space;
        HashSet<FileAddress> pages = [];
        long end = Math.Min((long)range.Start + range.Count, state.World.Pages);
        for (int page = Math.Max(0, range.Start); page < end; page++)
        {
            if (space.BackingOf(page) is { IsShared: true } backing)
            {
                _ = pages.Add(backing.At(page));
            }
        }

        return pages.Count == 0 ? null : pages;
    }

    /// <summary>The last page of a range that a store to one of its pages shows in too; the page itself if it is not shared.</summary>
    public static int LastAlias(State state, int process, PageRange range, int page)
    {
        AddressSpace space = state.Processes[process].Space;
        Backing backing = state.Files.Count == 0 ? Backing.Anonymous : space.BackingOf(page);
        int last = page;
        for (int other = page + 1; backing.IsShared && other < range.End; other++)
        {
            Backing others = space.BackingOf(other);
            last = others.IsShared && others.At(other) == backing.At(page) ? other : last;
        }

        return last;
    }
}
