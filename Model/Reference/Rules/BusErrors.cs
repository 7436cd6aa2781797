using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Why a page cannot be had although it is mapped (SIGBUS).</summary>
internal static class BusErrors
{
    private static readonly ClauseSet BeyondEnd = ClauseSet.Of("FIL-8");
    private static readonly ClauseSet Lost = ClauseSet.Of("EVC-9");

    /// <summary>What such a fault on a page follows.</summary>
    [Clause("FIL-8")]
    [Clause("EVC-9")]
    public static ClauseSet Followed(State state, int process, int page) =>
        state.Processes[process].PageTable[page].Kind == PteKind.Poisoned ? Lost : BeyondEnd;
}
