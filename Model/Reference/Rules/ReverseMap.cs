using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Who maps a frame (the kernel's rmap).</summary>
internal static class ReverseMap
{
    /// <summary>The lowest process and page whose entry maps the target; its frame has at least one mapping.</summary>
    public static bool TryFirst(State state, Target target, out PageAddress mapping) =>
        TryFind(state, target, migrating: false, out mapping);

    /// <summary>The lowest process and page with a migration entry of this source.</summary>
    public static bool TryMigrating(State state, Target source, out PageAddress mapping) =>
        TryFind(state, source, migrating: true, out mapping);

    private static bool TryFind(State state, Target target, bool migrating, out PageAddress mapping)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Data.Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
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
        }

        mapping = default;
        return false;
    }
}
