using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Who maps a frame (the kernel's rmap).</summary>
internal static class ReverseMap
{
    /// <summary>The lowest process and page whose entry maps the target; its frame has at least one mapping.</summary>
    public static bool TryFirst(State state, Target target, out PageAddress mapping) =>
        TryFind(state, target, migrating: false, default, out mapping);

    /// <summary>The lowest process and page from <paramref name="from"/> on with a migration entry of this source.</summary>
    public static bool TryMigrating(State state, Target source, PageAddress from, out PageAddress mapping) =>
        TryFind(state, source, migrating: true, from, out mapping);

    private static bool TryFind(State state, Target target, bool migrating, PageAddress from, out PageAddress mapping)
    {
        int page = from.Page;
        for (int process = from.Process; process < state.Processes.Count; process++)
        {
            Data.Table<Pte> table = state.Processes[process].PageTable;
            for (; page < table.Count; page++)
            {
                Pte pte = table[page];
                if (
                    pte.Kind != PteKind.None
                    && pte.Target == target
                    && (migrating ? pte.Kind == PteKind.Migration : pte.CountsAsMapping)
                )
                {
                    mapping = new PageAddress(process, page);
                    return true;
                }
            }

            page = 0;
        }

        mapping = default;
        return false;
    }
}
