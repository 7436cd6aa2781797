using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>Holes in the files behind shared mappings (madvise_remove).</content>
public sealed partial record AdviseActivity
{
    private static readonly ClauseSet Removing = ClauseSet.Of("ADV-11");

    [Step("unlock, punch hole")]
    [Clause("ADV-11")]
    private Successors Remove(State state, Backing backing)
    {
        if (!backing.IsShared)
        {
            Status refused = backing.IsFile ? Status.EACCES : Status.EINVAL;
            return Fail(TableRules.UnlockRead(state, Process), refused, Removing);
        }

        int first = backing.At(Part.Start).Index;
        int count = (int)Math.Min(Part.Count, Math.Max(0L, (long)state.World.FilePages - first));
        return count == 0
            ? NextVma().Vma(state)
            : To(
                TableRules.UnlockRead(state, Process),
                new TruncateActivity(backing.File, new PageRange(first, count), Cuts: false)
                {
                    Caller = this with { Label = Step.Removed },
                },
                Removing
            );
    }

    // What is mapped may be something else by now.
    [Step("lock")]
    [Clause("ADV-11")]
    private Successors Removed(State state) =>
        !state.IsAlive(Process) ? Fail(state, Status.ESRCH, Removing | Checks.NoProcess)
        : state.Processes[Process].Lock.Writer ? Blocked.MmapLock
        : NextVma().Vma(TableRules.LockRead(state, Process));
}
