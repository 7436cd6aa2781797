using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A driver's request to migrate a range, in either direction, VMA by VMA (migrate_vma).</summary>
/// <param name="Process">Whose pages.</param>
/// <param name="Device">The device to which or from which they move.</param>
/// <param name="Range">Which pages.</param>
/// <param name="ToDevice">Whether they move to it.</param>
public sealed record MigrateActivity(int Process, int Device, PageRange Range, bool ToDevice) : Activity
{
    private static readonly ClauseSet NoVma = ClauseSet.Of("MIG-2");
    private static readonly ClauseSet WholeToDevice = ClauseSet.Of("MIG-1");
    private static readonly ClauseSet WholeOfOne = ClauseSet.Of("MIG-1", "MIG-21");
    private static readonly ClauseSet NotOfOne = ClauseSet.Of("MIG-22");
    private static readonly ClauseSet Failed = ClauseSet.Of("MIG-24");
    private static readonly ClauseSet WholeToSystem = ClauseSet.Of("RET-3", "MIG-1");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Look at the arguments and take the lock.</summary>
        Begin,

        /// <summary>Begin the migration of the next VMA's part.</summary>
        Vma,

        /// <summary>Keep what the migration of a part delivered.</summary>
        Migrated,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>What became of the pages up to now.</summary>
    public Sequence<PageResult> Pages { get; init; }

    private ClauseSet Whole => ToDevice ? WholeToDevice : WholeToSystem;

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            Range = locals.Range(Range),
            ToDevice = locals.Flag(ToDevice),
            Label = (Step)locals.Number((int)Label),
            Pages = locals.Each(Pages, static (locals, page) => (PageResult)locals.Number((int)page)),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Begin => Begin(state),
            Step.Vma => Vma(state),
            Step.Migrated => Migrated(state),
        };

    [Step("lock")]
    [Clause("FLT-11")]
    [Clause("MIG-1")]
    private Successors Begin(State state)
    {
        Status status = Checks.Mirrored(state, Process, Device, Range);
        if (status != Status.Ok)
        {
            return Fail(state, status, Checks.Behind(status));
        }

        return state.Processes[Process].Lock.Writer
            ? Blocked.MmapLock
            : (this with { Label = Step.Vma }).Vma(TableRules.LockRead(state, Process));
    }

    private Successors Migrated(State state)
    {
        MigrateActivity next = this with { Label = Step.Vma, Pages = Pages.Concat(Reply.Pages), Reply = default };
        return IsOfOne(state) || Reply.Status != Status.Ok ? next.EndOne(state, Reply.Status) : next.Vma(state);
    }

    private bool IsOfOne(State state) => ToDevice && state.Profile.MigratesOneAnonymousMapping;

    [Step("only VMA")]
    [Clause("MIG-21")]
    [Clause("MIG-22")]
    private Successors OnlyVma(State state)
    {
        if (!state.Processes[Process].Space.TryFind(Range.Start, out Vma vma) || vma.Protection == Protection.None)
        {
            return EndOne(state, Status.EFAULT);
        }

        PageRange part = vma.Range.Intersect(Range);
        return vma.Backing.IsFile || part.Count > Profile.MostMigrated
            ? EndOne(state, Status.EINVAL)
            : new Migration(Process, Device, ToDevice, part) { Caller = this with { Label = Step.Migrated } }.Begin(
                state,
                WholeOfOne
            );
    }

    [Step("unlock")]
    [Clause("MIG-21")]
    [Clause("MIG-22")]
    [Clause("MIG-24")]
    private Successor EndOne(State state, Status status)
    {
        Sequence<PageResult> rest = Sequence.Repeat(PageResult.NotReached, Range.Count - Pages.Count);
        Outcome outcome = new(status, 0, 0, [], Pages.Concat(rest));
        ClauseSet clauses =
            status == Status.Ok ? WholeOfOne
            : Pages.Count == 0 ? NotOfOne
            : Failed;
        return End(TableRules.UnlockRead(state, Process), outcome, clauses);
    }

    [Step("next VMA")]
    [Clause("MIG-1")]
    [Clause("MIG-2")]
    [Clause("RET-3")]
    private Successors Vma(State state)
    {
        if (IsOfOne(state))
        {
            return OnlyVma(state);
        }

        int position = Range.Start + Pages.Count;
        if (position == Range.End)
        {
            Outcome outcome = new(Status.Ok, 0, 0, [], Pages);
            return End(TableRules.UnlockRead(state, Process), outcome, Whole);
        }

        if (!state.Processes[Process].Space.TryFind(position, out Vma vma) || vma.Protection == Protection.None)
        {
            Sequence<PageResult> rest = Sequence.Repeat(PageResult.NotReached, Range.Count - Pages.Count);
            Outcome outcome = new(Status.EINVAL, 0, 0, [], Pages.Concat(rest));
            return End(TableRules.UnlockRead(state, Process), outcome, NoVma);
        }

        PageRange part = PageRange.Between(position, Math.Min(vma.Range.End, Range.End));
        Activity resume = this with { Label = Step.Migrated };
        return new Migration(Process, Device, ToDevice, part) { Caller = resume }.Begin(state, Whole);
    }
}
