using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>Pages of a file that nobody maps leave the page cache.</summary>
public sealed record DropCacheActivity(DropCache Operation) : Activity
{
    private static readonly ClauseSet Dropping = ClauseSet.Of("FIL-20");
    private static readonly ClauseSet WithoutStorage = ClauseSet.Of("FIL-28");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new DropCache(locals.Number(Operation.File), locals.Range(Operation.Range)),
        };

    /// <inheritdoc/>
    [Step("drop from page cache")]
    [Clause("FIL-19")]
    [Clause("FIL-20")]
    [Clause("FIL-28")]
    public override Successors Next(State state)
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

        State dropped = state;
        for (int index = Operation.Range.Start; index < Operation.Range.End; index++)
        {
            int cached = dropped.FilePageAt(new FileAddress(Operation.File, index)).Cached;
            if (cached >= 0 && dropped.Memory[cached] is { Locked: false, References: 1 })
            {
                Target target = Target.System(cached);
                dropped = FileRules.Uncache(FileRules.Write(dropped, target), target);
            }
        }

        return End(dropped, Outcome.Ok, Dropping);
    }
}
