using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>Faults on pages with a file behind them.</content>
public sealed partial record CpuFault
{
    private static readonly ClauseSet BeyondEnd = ClauseSet.Of("FIL-8");
    private static readonly ClauseSet TooFewFrames = ClauseSet.Of("FIL-9", "CPU-7");
    private static readonly ClauseSet ReadIn = ClauseSet.Of("CPU-3", "FIL-5", "NTF-9");
    private static readonly ClauseSet OwnCopy = ClauseSet.Of("CPU-3", "FIL-5", "FIL-6", "NTF-9");
    private static readonly ClauseSet SharedWrite = ClauseSet.Of("CPU-3", "FIL-5", "FIL-7", "NTF-9");
    private static readonly ClauseSet MadeWritable = ClauseSet.Of("CPU-3", "FIL-7", "NTF-9");
    private static readonly ClauseSet CopyingFile = ClauseSet.Of("FIL-6");
    private static readonly ClauseSet Zeros = ClauseSet.Of("FIL-24");
    private static readonly ClauseSet FromSwap = ClauseSet.Of("FIL-24", "FIL-25");
    private static readonly ClauseSet Untracked = ClauseSet.Of("FIL-26");

    // The page lock is held from the look at the file's end until the entry is made (filemap_fault, finish_fault).
    [Step("fault in page of file")]
    [Clause("FIL-5")]
    [Clause("FIL-8")]
    private Successors FaultFile(State state, FileAddress address)
    {
        if (!state.Has(address))
        {
            FlatEffect refused = FlatEffect.On(FlatEffectKind.BeyondEnd, Process, new PageRange(Page, 1));
            return Fail(state, Status.SIGBUS, BeyondEnd, refused);
        }

        return FileRules.IsLocked(state, address) ? Blocked.PageLock
            : Write && !FileRules.IsShared(state, Process, Page) ? TakeCopy(state, address)
            : MapCached(state, address);
    }

    [Step("map frame of page cache")]
    [Clause("FIL-5")]
    [Clause("FIL-7")]
    [Clause("FIL-9")]
    [Clause("FIL-24")]
    [Clause("FIL-25")]
    [Clause("FIL-26")]
    private Successor MapCached(State state, FileAddress address, [CallerMemberName] string step = "")
    {
        if (FileRules.ReadIn(state, address) is not (State read, Target target))
        {
            return Fail(state, Status.ENOMEM, TooFewFrames, step: step);
        }

        State mapped = FrameRules.AddMapping(FrameRules.PassDirty(read, target, Write), target);
        bool isUntracked = FileRules.IsUntracked(state, Process, Page);
        bool writable = Write || (isUntracked && state.Processes[Process].Space.IsWritable(Page));
        Pte pte = Pte.Present(target, writable, dirty: Write);
        ClauseSet clauses = (Write ? SharedWrite : ReadIn) | OfMemoryFile(state, address);
        clauses = isUntracked ? clauses | Untracked : clauses;
        return End(mapped.WithPte(Process, Page, pte), Outcome.Ok, clauses, step: step);
    }

    [Step("copy page of file")]
    [Clause("FIL-6")]
    [Clause("FIL-9")]
    [Clause("FIL-24")]
    [Clause("FIL-25")]
    private Successor TakeCopy(State state, FileAddress address, [CallerMemberName] string step = "")
    {
        int free = FrameRules.NextFree(state);
        if (
            free < 0
            || FileRules.ReadIn(FrameRules.Take(state, free, Frame.New(0)), address) is not (State read, Target source)
        )
        {
            return Fail(state, Status.ENOMEM, TooFewFrames, step: step);
        }

        Target copy = Target.System(free);
        ulong value = read.ValueAt(source);
        State mapped = read.WithFrame(copy, Frame.New(value) with { Mappings = 1 })
            .WithPte(Process, Page, Pte.Present(copy, writable: true, dirty: true));
        ClauseSet clauses = OwnCopy | OfMemoryFile(state, address);
        return End(mapped, Outcome.Ok, clauses, Copied(FlatEffectKind.TakeCopy, value), step: step);
    }

    [Step("make writable in place")]
    [Clause("FIL-7")]
    private Successors MakeWritable(State state, Pte pte)
    {
        if (state.FrameAt(pte.Target).Locked)
        {
            return Blocked.PageLock;
        }

        Pte made = pte with { Writable = true, Dirty = true, Young = true };
        State dirtied = FrameRules.PassDirty(state, pte.Target, dirty: true);
        return End(dirtied.WithPte(Process, Page, made), Outcome.Ok, MadeWritable);
    }

    private static ClauseSet OfMemoryFile(State state, FileAddress address) =>
        !state.World.IsMemoryFile(address.File) ? default
        : state.FilePageAt(address).Slot >= 0 ? FromSwap
        : Zeros;

    private static bool IsOfFile(State state, Pte pte) =>
        !pte.Target.IsZero && state.FrameAt(pte.Target).File is not null;

    private Successor Fetching(Successor opened, ulong value) =>
        opened with
        {
            Clauses = opened.Clauses | CopyingFile,
            Effect = Copied(FlatEffectKind.Fetch, value),
        };

    private FlatEffect Copied(FlatEffectKind kind, ulong value) => FlatEffect.OfValue(kind, Process, Page, value);
}
