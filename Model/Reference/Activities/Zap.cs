using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>What an activity that clears entries has still to give back: the frames, once its window is closed.</summary>
internal static class Zap
{
    private static readonly ClauseSet OfExclusive = ClauseSet.Of("EXC-11");
    private static readonly ClauseSet OfPageCache = ClauseSet.Of("FIL-10");
    private static readonly ClauseSet OfPoisoned = ClauseSet.Of("EVC-10");

    /// <summary>
    /// With one entry cleared (MAP-5, EXC-11). A frame's reference is kept in <paramref name="gathered"/>, for the CPU's TLB
    /// may still lead to it; slots, device frames and pages that a device has for itself, which no TLB can hold now, are
    /// given back at once. Of a page of the page cache that is dirty the TLB loses the translation at once (FIL-10).
    /// </summary>
    [Clause("FIL-10")]
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
                State removed = FrameRules.GiveUpMapping(cleared, pte.Target, pte.Dirty);
                return pte.Dirty && state.IsOfPageCache(pte)
                    ? TableRules.Flush(removed, process, new PageRange(page, 1))
                    : removed;
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

    /// <summary>
    /// What else clearing an entry follows: of a page that a device has for itself, of the page cache, or a poisoned one.
    /// </summary>
    [Clause("EXC-11")]
    [Clause("FIL-10")]
    [Clause("EVC-10")]
    public static ClauseSet Followed(State state, int process, int page)
    {
        Pte pte = state.Processes[process].PageTable[page];
        return pte.Kind == PteKind.DeviceExclusive ? OfExclusive
            : pte.Kind == PteKind.Poisoned ? OfPoisoned
            : state.IsOfPageCache(pte) ? OfPageCache
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
