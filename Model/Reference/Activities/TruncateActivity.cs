using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Pages of a file that become zeros: cut off by ftruncate, or of a hole that fallocate punches.</summary>
/// <param name="File">Which file.</param>
/// <param name="Range">The pages; of a truncation, from the new length on, and how many is known when it has begun.</param>
/// <param name="Cuts">Whether the file ends before them.</param>
public sealed partial record TruncateActivity(int File, PageRange Range, bool Cuts) : Activity
{
    private static readonly ClauseSet Resized = ClauseSet.Of("FIL-21");
    private static readonly ClauseSet Punching = ClauseSet.Of("FIL-22");
    private static readonly ClauseSet Emptying = ClauseSet.Of("FIL-21", "MAP-5", "NTF-4");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments, take the file, set the length.</summary>
        Begin,

        /// <summary>Open the window of the next entry of a page that is cut off.</summary>
        Entry,

        /// <summary>Empty it, close the window, free what it led to.</summary>
        Empty,

        /// <summary>Lock the next page.</summary>
        Page,

        /// <summary>Open the window of the next entry of the locked page.</summary>
        Unmap,

        /// <summary>Empty it and close the window.</summary>
        Unmapped,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>How many pages of the range are zeros.</summary>
    public int Done { get; init; }

    /// <summary>The frame that is locked.</summary>
    public int Frame { get; init; } = -1;

    /// <summary>The entry whose window is open.</summary>
    public PageAddress Mapping { get; init; } = PageAddress.None;

    private Target Source => Target.System(Frame);

    private ClauseSet Whole => Cuts ? Resized | Punching : Punching;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            File = locals.Number(File),
            Range = locals.Range(Range),
            Cuts = locals.Flag(Cuts),
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
            Step.Begin => Begin(state),
            Step.Entry => Entry(state),
            Step.Empty => Empty(state),
            Step.Page => LockPage(state),
            Step.Unmap => Unmap(state),
            Step.Unmapped => Unmapped(state),
        };

    [Step("lock file, set length")]
    [Clause("FIL-19")]
    [Clause("FIL-21")]
    [Clause("FIL-22")]
    private Successors Begin(State state)
    {
        Status status = Cuts ? FileChecks.OfLength(state, File, Range.Start) : FileChecks.OfRange(state, File, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, FileChecks.Refused);
        }

        FileObject file = state.Files[File];
        if (file.Locked)
        {
            return Blocked.FileLock;
        }

        if (!Cuts)
        {
            return To(state.WithFile(File, file with { Locked = true }), this with { Label = Step.Page }, Punching);
        }

        PageRange cut = new(Range.Start, Math.Max(0, file.Length - Range.Start));
        FlatEffect resized = FlatEffect.OnFile(FlatEffectKind.SetLength, File, cut);
        State shorter = state.WithFile(File, file with { Length = Range.Start, Locked = cut.Count > 0 });
        return cut.Count == 0
            ? End(shorter, Outcome.Ok, Resized, resized)
            : To(shorter, this with { Label = Step.Entry, Range = cut }, Resized, resized);
    }

    [Step("invalidate range start")]
    [Clause("FIL-21")]
    private Successors Entry(State state)
    {
        PageAddress[] entries = [.. Entries(state)];
        return entries.Length == 0
            ? (this with { Label = Step.Page }).LockPage(state)
            : ReverseMap.AnyOf(
                state,
                entries,
                (entry, choice) => Open(state, Step.Empty, entry, choice, nameof(Entry))
            );
    }

    [Step("clear entry, flush TLB, invalidate range end, free frame")]
    [Clause("FIL-21")]
    [Clause("MAP-5")]
    [Clause("NTF-3")]
    private Successor Empty(State state)
    {
        // The mapping may be another by now, or going: then it is the business of whoever removed it.
        (int process, int page) = Mapping;
        FlatEffect effect = FlatEffect.None;
        Sequence<int> gathered = [];
        State cleared = state;
        if (IsCut(state, process, page))
        {
            PageRange single = new(page, 1);
            cleared = TableRules.Flush(Zap.Clear(state, process, page, ref gathered), process, single);
            effect = FlatEffect.On(FlatEffectKind.Discard, process, single);
        }

        State closed = Zap.Free(Windows.Close(cleared, process, Reply.Window, out Event end), gathered);
        return To(
            closed,
            this with
            {
                Label = Step.Entry,
                Mapping = PageAddress.None,
                Reply = default,
            },
            Emptying | Windows.Closing(state) | SwapRules.Followed(state, closed),
            effect,
            [end]
        );
    }

    private IEnumerable<PageAddress> Entries(State state) =>
        from process in Enumerable.Range(0, state.Processes.Count)
        from page in Enumerable.Range(0, state.World.Pages)
        where IsCut(state, process, page)
        select new PageAddress(process, page);

    // Whether an entry is not empty and a page that is cut off stands behind it.
    private bool IsCut(State state, int process, int page) =>
        state.Processes[process].PageTable[page].Kind != PteKind.None
        && FileRules.Behind(state, process, page) is FileAddress address
        && address.File == File
        && Range.Contains(address.Index);

    private Successor Open(
        State state,
        Step label,
        PageAddress entry,
        Choice choice,
        [CallerMemberName] string step = ""
    )
    {
        Activity resume = this with { Label = label, Mapping = entry };
        ClauseSet clauses = choice == Choice.Canonical ? Whole : Whole | Reordered;
        PageRange page = new(entry.Page, 1);
        return Windows.Open(state, resume, entry.Process, page, EventKind.Clear, -1, clauses, step: step) with
        {
            Choice = choice,
        };
    }
}
