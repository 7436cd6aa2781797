using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>The CPU fault on behalf of the device.</content>
public sealed partial record DeviceFault
{
    private static readonly ClauseSet FaultingIn = ClauseSet.Of("FLT-4");
    private static readonly ClauseSet BreakingSharing = ClauseSet.Of("FLT-4", "FLT-9");
    private static readonly ClauseSet ExclusivePage = ClauseSet.Of("FLT-4", "EXC-8");
    private static readonly ClauseSet ForeignPage = ClauseSet.Of("FLT-4", "RET-6");

    /// <summary>
    /// The call of the CPU fault for one page; the walk goes on after it, or the fault starts again. A migration entry is
    /// waited for by the walk itself, which then looks again: the page may be in the device's own memory, where the
    /// request is met.
    /// </summary>
    [Step("fault in")]
    [Clause("FLT-4")]
    [Clause("FLT-9")]
    [Clause("FLT-15")]
    [Clause("RET-6")]
    [Clause("EXC-8")]
    private Successors FaultIn(State state, Pte pte, int page, FoundPage found, bool write)
    {
        if (pte.Kind == PteKind.Migration)
        {
            return Blocked.MigrationEntry;
        }

        ClauseSet clauses =
            found.Result == PageResult.DeviceRead ? BreakingSharing
            : pte.Kind == PteKind.DevicePrivate ? ForeignPage
            : pte.Kind == PteKind.DeviceExclusive ? ExclusivePage
            : FaultingIn;
        Protocol protocol = Protocol.Of(state);
        bool leaves = protocol.LeavesForCpuFault;
        DeviceFault resume = this with { Fault = leaves ? 0 : Fault, Reply = default };
        return To(
            leaves ? Left(state) : state,
            new CpuFault(Process, page, write, HoldsLock: true) { Caller = resume },
            clauses | protocol.FaultingIn
        );
    }
}
