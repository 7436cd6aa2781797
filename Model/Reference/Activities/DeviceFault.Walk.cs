using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>The walk: hmm_range_fault itself.</content>
public sealed partial record DeviceFault
{
    private static readonly ClauseSet Walked = ClauseSet.Of("FLT-2", "FLT-3");
    private static readonly ClauseSet Unreadable = ClauseSet.Of("FLT-5");
    private static readonly ClauseSet NotWritable = ClauseSet.Of("FLT-6");
    private static readonly ClauseSet NotWritableAlone = ClauseSet.Of("FLT-6", "FLT-17");
    private static readonly ClauseSet OutOfMemory = ClauseSet.Of("FLT-7");

    private int FirstUnmet(State state)
    {
        Process process = state.Processes[Process];
        int index = 0;
        while (index < Range.Count - 1 && IsMet(state, process, index))
        {
            index++;
        }

        return Range.Start + index;
    }

    private bool IsMet(State state, Process process, int index)
    {
        Request request = Operation.RequestAt(index);
        FoundPage found = FoundPage.Of(process, Range.Start + index, Device);
        return (request & Request.Fault) == 0 || Meets(state.Profile, found, request == Request.FaultWrite);
    }

    [Step("walk")]
    [Clause("FLT-1")]
    [Clause("FLT-2")]
    [Clause("FLT-3")]
    [Clause("FLT-4")]
    [Clause("FLT-5")]
    [Clause("FLT-6")]
    [Clause("FLT-7")]
    [Clause("FLT-9")]
    [Clause("FLT-14")]
    [Clause("FLT-17")]
    [Clause("FIL-8")]
    [Clause("RET-6")]
    [Clause("SNP-1")]
    [Clause("SNP-2")]
    [Clause("EVC-9")]
    private Successors Walk(State state)
    {
        if (Reply.Status == Status.SIGBUS)
        {
            return Fail(LeftAndUnlocked(state), Status.EFAULT, BusErrors.Followed(state, Process, FirstUnmet(state)));
        }

        if (Reply.Status != Status.Ok)
        {
            return Fail(LeftAndUnlocked(state), state.Profile.OutOfMemoryFaultError, OutOfMemory);
        }

        Process process = state.Processes[Process];
        if (Fault == 0 || IsStale(state))
        {
            return To(LeftAndUnlocked(state), Again, Restarting(state));
        }

        FoundPage[] found = new FoundPage[Range.Count];
        for (int index = 0; index < found.Length; index++)
        {
            int page = Range.Start + index;
            found[index] = FoundPage.Of(process, page, Device);
            Request request = Operation.RequestAt(index);
            bool write = request == Request.FaultWrite;
            if ((request & Request.Fault) != 0 && !Meets(state.Profile, found[index], write))
            {
                return Unmet(state, process, page, found[index], write);
            }
        }

        State unlocked = TableRules.UnlockRead(state, Process);
        DeviceFault walked = this with { Label = Step.Check, Found = Sequence.Create<FoundPage>(found) };
        bool maps = Protocol.Of(state).MapsBeforehand && state.Devices[Device].Dma == DmaKind.Iommu;
        return EntersResult
            ? To(unlocked, maps ? walked with { Label = Step.MapDma } : walked, Walked | Beginning(state))
            : End(Left(unlocked), walked.Reported(), Snapping);
    }

    private static bool Meets(Profile profile, FoundPage found, bool write) =>
        found.IsValid
        && (!write || found.IsWritable || (found.Result == PageResult.DeviceRead && !profile.OwnReadOnlyPageIsFaulted));

    private Successors Unmet(
        State state,
        Process process,
        int page,
        FoundPage found,
        bool write,
        [CallerMemberName] string step = ""
    )
    {
        bool looksFurther = write && state.Profile.WriteFaultsAskForWritingAlone && process.Space.TryFind(page, out _);
        if (found.Result == PageResult.Error && !looksFurther)
        {
            FlatEffect refused = FlatEffect.Refused(Process, page, write: false);
            return Fail(LeftAndUnlocked(state), Status.EFAULT, Unreadable, refused, step);
        }

        if (write && !process.Space.IsWritable(page))
        {
            FlatEffect refused = FlatEffect.Refused(Process, page, write: true);
            ClauseSet clauses = found.Result == PageResult.Error ? NotWritableAlone : NotWritable;
            return Fail(LeftAndUnlocked(state), state.Profile.WriteFaultError, clauses, refused, step);
        }

        return FaultIn(state, process.PageTable[page], page, found, write);
    }
}
