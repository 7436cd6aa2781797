using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Pages whose sharing was broken by itself (ND-7), of which nothing was seen, before an operation that does one thing to what
/// is shared and another to a page of one's own: advise free passes by a frame that several processes map (ADV-3), a migration
/// takes it along for all of them (MIG-14), and a store to a file or a hole in it reaches all but the copies (FIL-14).
/// </summary>
internal static class OwnCopies
{
    /// <summary>The same state with copies of some of the pages that are suspected.</summary>
    /// <param name="state">The state.</param>
    /// <param name="operation">The operation before which they were made.</param>
    /// <param name="whim">Suspects, and decides for each page.</param>
    public static State Before(State state, Operation operation, Whim whim)
    {
        if (operation is not (Advise or MigrateToDevice or Store or DeviceStore or DeviceAtomic or PunchHole))
        {
            return state;
        }

        for (int process = 0; process < state.World.Processes; process++)
        {
            for (int page = 0; page < state.World.Pages && state.IsAlive(process); page++)
            {
                bool copies = CanBeCopied(state, process, page) && whim.Copies(page);
                Spontaneous copying = new Populate(process, page, Write: true);
                state = (copies ? Happenings.After(state, copying, out _) : null) ?? state;
            }
        }

        return state;
    }

    /// <summary>Whether pages of these numbers are shared, so that it can matter whether they were copied before.</summary>
    public static bool Matter(State state, IReadOnlyCollection<int> suspects) =>
        Enumerable
            .Range(0, state.World.Processes)
            .Where(state.IsAlive)
            .Any(process =>
                suspects
                    .Where(page => (uint)page < (uint)state.World.Pages)
                    .Any(page =>
                        Happenings.Copying(state, new PageAddress(process, page)).Any()
                        || (
                            state.Processes[process].PageTable[page]
                                is { CountsAsMapping: true, Target.IsZero: false } pte
                            && state.FrameAt(pte.Target).Mappings > 1
                        )
                    )
            );

    private static bool CanBeCopied(State state, int process, int page) =>
        Happenings.Copying(state, new PageAddress(process, page)).Any()
        || (
            state.Processes[process].Space.IsWritable(page)
            && state.Processes[process].PageTable[page] is { IsMapped: true, Target.IsZero: false } pte
            && state.FrameAt(pte.Target) is { Mappings: > 1, File: null }
        );
}
