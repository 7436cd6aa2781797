using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A load or a store by the CPU.</summary>
public sealed record ProcessorAccess(int Process, int Page, bool Write, ulong Value) : Activity
{
    private static readonly ClauseSet Moving = ClauseSet.Of("CPU-1");
    private static readonly ClauseSet Translating = ClauseSet.Of("CPU-2");
    private static readonly ClauseSet Beyond = ClauseSet.Of("CPU-4");
    private static readonly ClauseSet OutOfMemory = ClauseSet.Of("CPU-7");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Page = locals.Number(Page),
            Write = locals.Flag(Write),
            Value = locals.Value(Value),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    [Step("refuse access")]
    [Clause("ERR-1")]
    [Clause("CPU-4")]
    [Clause("CPU-7")]
    [Clause("FIL-8")]
    [Clause("EVC-9")]
    public override Successors Next(State state)
    {
        if (!state.IsAlive(Process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        if ((uint)Page >= (uint)state.World.Pages)
        {
            return Fail(state, Status.SIGSEGV, Beyond);
        }

        if (Reply.Status != Status.Ok)
        {
            return Fail(state, Reply.Status, Behind(state));
        }

        Process process = state.Processes[Process];
        Translation translation = process.Tlb[Page];
        if (translation.Allows(Write))
        {
            return Move(state, translation.Target);
        }

        Pte pte = process.PageTable[Page];
        return pte.Kind == PteKind.Present && (pte.Writable || !Write)
            ? Translate(state, process, pte)
            : new CpuFault(Process, Page, Write, HoldsLock: false) { Caller = this }.Next(state);
    }

    private ClauseSet Behind(State state) =>
        Reply.Status == Status.ENOMEM ? OutOfMemory
        : Reply.Status == Status.SIGBUS ? BusErrors.Followed(state, Process, Page)
        : Beyond;

    [Step("move data")]
    [Clause("CPU-1")]
    private Successor Move(State state, Target target)
    {
        if (!Write)
        {
            ulong loaded = state.ValueAt(target);
            return End(state, Outcome.Of(loaded), Moving, FlatEffect.Access(Process, Page, write: false, loaded));
        }

        State stored = state.WithFrame(target, state.FrameAt(target) with { Value = Value });
        return End(stored, Outcome.Ok, Moving, FlatEffect.Access(Process, Page, write: true, Value));
    }

    [Step("take translation")]
    [Clause("CPU-2")]
    private Successor Translate(State state, Process process, Pte pte)
    {
        Pte used = pte with { Young = true, Dirty = pte.Dirty || Write };
        Translation cached = new(true, used.Writable && used.Dirty, used.Target);
        Process translated = process with
        {
            PageTable = process.PageTable.Set(Page, used),
            Tlb = process.Tlb.Set(Page, cached),
        };
        return To(state.WithProcess(Process, translated), this, Translating);
    }
}
