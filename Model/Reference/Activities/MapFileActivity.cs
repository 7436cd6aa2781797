using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>mmap of a file.</summary>
public sealed record MapFileActivity(MapFile Operation) : Activity
{
    private static readonly ClauseSet Mapped = ClauseSet.Of("FIL-3", "NTF-9");
    private static readonly ClauseSet Refused = ClauseSet.Of("FIL-4");

    private Backing Backing =>
        Backing.OfFile(Operation.Sharing == Sharing.Shared, Operation.File, Operation.Range.Start, Operation.Offset);

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Operation = new MapFile(
                locals.Process(Operation.Process),
                locals.Range(Operation.Range),
                (Protection)locals.Number((int)Operation.Protection),
                locals.Number(Operation.File),
                locals.Number(Operation.Offset),
                (Sharing)locals.Number((int)Operation.Sharing)
            ),
        };

    /// <inheritdoc/>
    [Step("map file")]
    [Clause("FIL-3")]
    [Clause("FIL-4")]
    public override Successors Next(State state)
    {
        (int process, PageRange range) = (Operation.Process, Operation.Range);
        if (!state.IsAlive(process))
        {
            return Fail(state, Status.ESRCH, Checks.NoProcess);
        }

        Status status =
            (uint)Operation.File >= (uint)state.Files.Count ? Status.EBADF
            : !Checks.IsSound(state, range) || Operation.Offset < 0 ? Status.EINVAL
            : (long)Operation.Offset + range.Count > int.MaxValue ? Status.EOVERFLOW
            : Status.Ok;
        if (status != Status.Ok)
        {
            return Fail(state, status, Refused);
        }

        Process old = state.Processes[process];
        if (!old.Lock.IsFree)
        {
            return Blocked.MmapLock;
        }

        return old.Space.Overlaps(range)
            ? Fail(state, Status.EEXIST, Refused)
            : End(
                state.WithProcess(
                    process,
                    old with
                    {
                        Space = old.Space.With(new Vma(range, Operation.Protection, Backing)),
                    }
                ),
                Outcome.Ok,
                Mapped,
                FlatEffect.On(FlatEffectKind.Map, process, range) with
                {
                    Protection = Operation.Protection,
                    Backing = Backing,
                }
            );
    }
}
