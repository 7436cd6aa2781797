namespace HmmSpec.Spec;

/// <summary>What says, apart from a frame itself, that it is dirty.</summary>
internal static class DirtyRecords
{
    /// <summary>Whether an entry of a page table or of a mirror that leads to a frame is dirty.</summary>
    public static bool AnyOf(State state, Target target)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            for (int page = 0; page < process.PageTable.Count; page++)
            {
                Pte pte = process.PageTable[page];
                if (
                    (pte.Dirty && pte.CountsAsMapping && pte.Target == target)
                    || IsDirtyOn(state, process, page, target)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsDirtyOn(State state, Process process, int page, Target target)
    {
        for (int device = 0; device < process.Mirrors.Count; device++)
        {
            MirrorEntry entry = process.Mirrors[device].Entries[page];
            if (entry.IsValid && entry.Dirty && Places.Of(state, device, entry) == target)
            {
                return true;
            }
        }

        return false;
    }
}
