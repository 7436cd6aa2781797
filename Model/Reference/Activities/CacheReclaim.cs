using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A page of a file that nobody maps leaves the page cache by itself (shrink_folio_list).</summary>
/// <param name="File">Which file.</param>
/// <param name="Index">Which of its pages.</param>
public sealed record CacheReclaim(int File, int Index) : Activity
{
    private static readonly ClauseSet MovingToSwap = ClauseSet.Of("CON-7", "FIL-27");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            File = locals.Number(File),
            Index = locals.Number(Index),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        state.World.IsMemoryFile(File)
            ? Move(state)
            : new DropCacheActivity(new DropCache(File, new PageRange(Index, 1))) { Caller = Caller }.Next(state);

    [Step("move cached page to swap")]
    [Clause("CON-7")]
    [Clause("FIL-27")]
    private Successor Move(State state)
    {
        int cached = state.FilePageAt(new FileAddress(File, Index)).Cached;
        bool canGo = cached >= 0 && state.Memory[cached] is { Locked: false, References: 1 };
        State? moved = canGo ? FileRules.MoveToSwap(state, Target.System(cached)) : null;
        return End(moved ?? state, Outcome.Ok, MovingToSwap);
    }
}
