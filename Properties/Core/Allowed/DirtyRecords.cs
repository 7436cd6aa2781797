using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Where it is recorded that a frame is dirty, which nobody sees: advise free passes by a frame that several processes map if
/// the frame has the record, and not if the entries have it (ADV-3). Kernels and drivers differ in when they pass it on.
/// </summary>
internal static class DirtyRecords
{
    /// <summary>The same state with the records of frames that an operation meets, and several entries map, in the entries.</summary>
    public static State AtEntries(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        for (int page = range.Start; page < range.End; page++)
        {
            Pte pte = state.Processes[process].PageTable[page];
            if (
                pte is { IsMapped: true, Target.IsZero: false }
                && state.FrameAt(pte.Target) is { Dirty: true, Mappings: > 1 }
            )
            {
                state = AtEntries(state, pte.Target);
            }
        }

        return state;
    }

    private static State AtEntries(State state, Target target)
    {
        State passed = state.WithFrame(target, state.FrameAt(target) with { Dirty = false });
        for (int process = 0; process < state.World.Processes; process++)
        {
            for (int page = 0; page < state.World.Pages && state.IsAlive(process); page++)
            {
                Pte pte = state.Processes[process].PageTable[page];
                if (pte.IsMapped && pte.Target == target)
                {
                    passed = passed.WithPte(process, page, pte with { Dirty = true });
                }
            }
        }

        return passed;
    }
}
