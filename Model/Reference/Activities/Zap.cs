using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>What an activity that clears entries has still to give back: the frames, once its window is closed.</summary>
internal static class Zap
{
    private static readonly ClauseSet OfExclusive = ClauseSet.Of("EXC-11");
    private static readonly ClauseSet OfPoisoned = ClauseSet.Of("EVC-10");

    /// <summary>
    /// With one entry cleared (MAP-5, EXC-11). A frame's reference is kept in <paramref name="gathered"/>, for the CPU's TLB may
    /// still lead to it; slots, device frames and pages that a device has for itself, which no TLB can hold
    /// now, are given back at once.
    /// </summary>
    public static State Clear(State state, int process, int page, ref Sequence<int> gathered)
    {
        Pte pte = state.Processes[process].PageTable[page];
        State cleared = state.WithPte(process, page, Pte.None);
        switch (pte.Kind)
        {
            case PteKind.Present:
            case PteKind.ProtNone:
                if (pte.Target.IsZero)
                {
                    return cleared;
                }

                gathered = gathered.Add(pte.Target.Frame);
                return FrameRules.RemoveMapping(cleared, pte.Target, pte.Dirty);
            case PteKind.DevicePrivate:
                return FrameRules.DropMapping(cleared, pte.Target, dirty: false);
            case PteKind.Swap:
                return SwapRules.DropReference(cleared, pte.Slot);
            case PteKind.DeviceExclusive:
                return FrameRules.DropReference(cleared, pte.Target);
            case PteKind.None:
            case PteKind.Migration:
            case PteKind.Poisoned:
                return cleared;
        }

        return cleared;
    }

    /// <summary>EXC-11, if the entry that is cleared is of a page that a device has for itself; EVC-10, if it is poisoned.</summary>
    [Clause("EXC-11")]
    [Clause("EVC-10")]
    public static ClauseSet Followed(State state, int process, int page)
    {
        PteKind kind = state.Processes[process].PageTable[page].Kind;
        return kind == PteKind.DeviceExclusive ? OfExclusive
            : kind == PteKind.Poisoned ? OfPoisoned
            : default;
    }

    /// <summary>With the gathered frames given back.</summary>
    public static State Free(State state, Sequence<int> gathered)
    {
        foreach (int frame in gathered)
        {
            state = FrameRules.DropReference(state, Target.System(frame));
        }

        return state;
    }
}
