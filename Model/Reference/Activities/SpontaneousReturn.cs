using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>The return of one page that nobody asked for: from device memory for all that map it, or from swap.</summary>
/// <param name="Process">A process that maps it.</param>
/// <param name="Page">Where.</param>
public sealed record SpontaneousReturn(int Process, int Page) : Activity
{
    private static readonly ClauseSet Returning = ClauseSet.Of("CON-7", "EVC-1");
    private static readonly ClauseSet SwappedIn = ClauseSet.Of("CON-7", "RCL-3");
    private static readonly ClauseSet Ending = ClauseSet.Of("CON-7");

    /// <summary>Whether the page has been migrated.</summary>
    public bool Migrated { get; init; }

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Page = locals.Number(Page),
            Migrated = locals.Flag(Migrated),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Migrated ? Finish(state) : Begin(state);

    [Step("lock page")]
    [Clause("CON-7")]
    [Clause("EVC-1")]
    private Successors Begin(State state)
    {
        Pte pte = state.Processes[Process].PageTable[Page];
        if (pte.Kind == PteKind.Swap)
        {
            return SwapRules.IsCacheLocked(state, pte.Slot) ? Blocked.PageLock : SwapIn(state, pte.Slot);
        }

        if (pte.Kind != PteKind.DevicePrivate || state.FrameAt(pte.Target).Locked)
        {
            return End(state, Outcome.Ok, Ending);
        }

        Frame frame = state.FrameAt(pte.Target);
        State locked = state.WithFrame(pte.Target, frame with { Locked = true, References = frame.References + 1 });
        Migration migration = new(-1, pte.Target.Device, ToDevice: false, default)
        {
            Caller = this with { Migrated = true },
            Label = Migration.Step.Unmap,
            Items = [new MigrationItem(-1, true, pte.Target, Target.Zero, PageResult.NotReached)],
        };
        return To(locked, migration, Returning);
    }

    [Step("swap in")]
    [Clause("CON-7")]
    [Clause("RCL-3")]
    private Successor SwapIn(State state, int slot)
    {
        if (SwapRules.MapIn(state, slot) is not (State mapped, Target target))
        {
            return Fail(state, Status.ENOMEM, Ending);
        }

        Pte pte = TableRules.Mapping(mapped, Process, Page, target, writable: false);
        return End(mapped.WithPte(Process, Page, pte), Outcome.Ok, SwappedIn);
    }

    [Step("done")]
    [Clause("CON-7")]
    private Successor Finish(State state) =>
        Reply.Pages[0] == PageResult.Migrated ? End(state, Outcome.Ok, Ending) : Fail(state, Status.ENOMEM, Ending);
}
