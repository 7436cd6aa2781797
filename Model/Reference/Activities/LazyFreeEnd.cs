using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// A page that is lazily free counts as dirty from now on: Linux marks a page only where it finds it in its lists, and takes
/// the mark from one that was stored to when it is to be reclaimed.
/// </summary>
/// <param name="Process">Whose page.</param>
/// <param name="Page">Which page.</param>
public sealed record LazyFreeEnd(int Process, int Page) : Activity
{
    private static readonly ClauseSet Keeping = ClauseSet.Of("CON-7", "ADV-4");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Page = locals.Number(Page),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Keep(state);

    [Step("count as dirty")]
    [Clause("CON-7")]
    [Clause("ADV-4")]
    private Successor Keep(State state)
    {
        Pte pte = state.Processes[Process].PageTable[Page];
        bool isFree = pte.IsMapped && !pte.Target.IsZero && state.FrameAt(pte.Target).LazyFree;
        State kept = isFree
            ? state.WithFrame(pte.Target, state.FrameAt(pte.Target) with { LazyFree = false, Dirty = true })
            : state;
        return End(kept, Outcome.Ok, Keeping);
    }
}
