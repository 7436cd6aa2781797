using System.Runtime.CompilerServices;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Writing dirty pages of a file to storage (write_cache_pages).</summary>
public sealed record WriteBackActivity(WriteBack Operation) : Activity
{
    private static readonly ClauseSet Writing = ClauseSet.Of("FIL-18");
    private static readonly ClauseSet Cleaning = ClauseSet.Of("FIL-18", "NTF-4", "DRT-2");
    private static readonly ClauseSet WithoutStorage = ClauseSet.Of("FIL-28");
    private static readonly ClauseSet Reordered = ClauseSet.Of("FIL-18", "RCL-9");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and lock the next dirty page.</summary>
        Page,

        /// <summary>Open the window of the next entry that is writable or dirty.</summary>
        Protect,

        /// <summary>Make that entry read-only and clean, and close the window.</summary>
        Clean,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The index of the page of the file to look at next; 0 is the first of the range.</summary>
    public int Done { get; init; }

    /// <summary>The frame that is locked.</summary>
    public int Frame { get; init; } = -1;

    /// <summary>The entry whose window is open.</summary>
    public PageAddress Mapping { get; init; } = PageAddress.None;

    private Target Source => Target.System(Frame);

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new WriteBack(locals.Number(Operation.File), locals.Range(Operation.Range)),
            Label = (Step)locals.Number((int)Label),
            Done = locals.Number(Done),
            Frame = locals.Target(Source).Frame,
            Mapping = new PageAddress(locals.Process(Mapping.Process), locals.Number(Mapping.Page)),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Page => LockPage(state),
            Step.Protect => Protect(state),
            Step.Clean => Clean(state),
        };

    [Step("lock page")]
    [Clause("FIL-18")]
    [Clause("FIL-19")]
    [Clause("FIL-28")]
    private Successors LockPage(State state)
    {
        Status status = FileChecks.OfRange(state, Operation.File, Operation.Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, FileChecks.Refused);
        }

        if (state.World.IsMemoryFile(Operation.File))
        {
            return End(state, Outcome.Ok, WithoutStorage);
        }

        int done = Done;
        while (done < Operation.Range.Count && !IsDirty(state, done))
        {
            done++;
        }

        if (done == Operation.Range.Count)
        {
            return End(state, Outcome.Ok, Writing);
        }

        Target target = Target.System(CachedAt(state, done));
        Frame frame = state.FrameAt(target);
        if (frame.Locked)
        {
            return Blocked.PageLock;
        }

        State locked = state.WithFrame(target, frame with { Locked = true, References = frame.References + 1 });
        WriteBackActivity next = this with { Label = Step.Protect, Done = done + 1, Frame = target.Frame };
        return next.ProtectNext(locked);
    }

    [Step("invalidate range start")]
    [Clause("FIL-18")]
    private Successors Protect(State state) => ProtectNext(state);

    private Successors ProtectNext(State state, [CallerMemberName] string step = "")
    {
        PageAddress[] mappings =
        [
            .. ReverseMap
                .Mappings(state, Source)
                .Where(mapping =>
                    state.Processes[mapping.Process].PageTable[mapping.Page] is { Writable: true } or { Dirty: true }
                ),
        ];
        return mappings.Length == 0
            ? Write(state)
            : ReverseMap.AnyOf(state, mappings, (mapping, choice) => ProtectOne(state, mapping, choice, step));
    }

    private Successor ProtectOne(State state, PageAddress mapping, Choice choice, string step)
    {
        Activity resume = this with { Label = Step.Clean, Mapping = mapping };
        ClauseSet clauses = choice == Choice.Canonical ? Writing : Reordered;
        PageRange page = new(mapping.Page, 1);
        return Windows.Open(
            state,
            resume,
            mapping.Process,
            page,
            EventKind.ProtectionPage,
            -1,
            clauses,
            step: step
        ) with
        {
            Choice = choice,
        };
    }

    [Step("write-protect entry, flush TLB, invalidate range end")]
    [Clause("FIL-18")]
    [Clause("NTF-3")]
    private Successor Clean(State state)
    {
        (int process, int page) = Mapping;
        Pte pte = state.Processes[process].PageTable[page];
        State cleaned = state;
        if (pte.IsMapped && pte.Target == Source)
        {
            Pte clean = pte with { Writable = false, Dirty = false };
            cleaned = FrameRules.PassDirty(state, Source, pte.Dirty);
            cleaned = TableRules.ReplaceAndFlush(cleaned, process, page, clean);
        }

        State closed = Windows.Close(cleaned, process, Reply.Window, out Event end);
        return To(
            closed,
            this with
            {
                Label = Step.Protect,
                Mapping = PageAddress.None,
                Reply = default,
            },
            Cleaning | Windows.Closing(state),
            FlatEffect.None,
            [end]
        );
    }

    [Step("write, unlock page")]
    [Clause("FIL-18")]
    private Successor Write(State state)
    {
        State written = FileRules.Write(state, Source);
        State unlocked = written.WithFrame(Source, written.FrameAt(Source) with { Locked = false });
        WriteBackActivity next = this with { Label = Step.Page, Frame = -1 };
        return To(FrameRules.DropReference(unlocked, Source), next, Writing);
    }

    private int CachedAt(State state, int done) =>
        state.FilePageAt(new FileAddress(Operation.File, Operation.Range.Start + done)).Cached;

    private bool IsDirty(State state, int done) =>
        CachedAt(state, done) is int cached and >= 0 && state.Memory[cached].Dirty;
}
