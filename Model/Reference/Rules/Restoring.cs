using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A page that a device has had for itself is mapped again (restore_exclusive_pte).</summary>
internal static class Restoring
{
    /// <summary>With a device-exclusive entry made a present one, as its VMA allows; its reference is the mapping's.</summary>
    public static State Map(State state, int process, int page)
    {
        Pte exclusive = state.Processes[process].PageTable[page];
        Pte mapped = TableRules.Mapping(state, process, page, exclusive.Target, exclusive.Writable);
        Frame frame = state.FrameAt(exclusive.Target);
        return state
            .WithFrame(exclusive.Target, frame with { Mappings = frame.Mappings + 1 })
            .WithPte(process, page, mapped with { Dirty = mapped.Writable });
    }
}
