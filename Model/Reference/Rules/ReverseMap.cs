using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Who maps a frame (the kernel's rmap).</summary>
internal static class ReverseMap
{
    /// <summary>The entries that map the target, in the order of process and page.</summary>
    public static IEnumerable<PageAddress> Mappings(State state, Target target)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                if (table[page].CountsAsMapping && table[page].Target == target)
                {
                    yield return new PageAddress(process, page);
                }
            }
        }
    }

    /// <summary>The migration entries of this source, in the order of process and page.</summary>
    public static IEnumerable<PageAddress> MigrationEntries(State state, Target source)
    {
        for (int process = 0; process < state.Processes.Count; process++)
        {
            Table<Pte> table = state.Processes[process].PageTable;
            for (int page = 0; page < table.Count; page++)
            {
                if (table[page].Kind == PteKind.Migration && table[page].Target == source)
                {
                    yield return new PageAddress(process, page);
                }
            }
        }
    }

    /// <summary>
    /// A step for one of several entries: the first one's is canonical, and those of all others are offered as well
    /// (MIG-20, RCL-9).
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="entries">The entries, at least one.</param>
    /// <param name="next">What comes of a step for an entry, with the choice that it is.</param>
    public static Successors AnyOf(State state, PageAddress[] entries, Func<PageAddress, Choice, Successor> next)
    {
        Successor canonical = next(entries[0], Choice.Canonical);
        return entries.Length == 1
            ? canonical
            : Successors.Choose(canonical, () => entries.Skip(1).Select(entry => next(entry, Of(state, entry))));
    }

    private static Choice Of(State state, PageAddress entry) =>
        new(ChoiceKind.MappingOrder, (entry.Process * state.World.Pages) + entry.Page);
}
