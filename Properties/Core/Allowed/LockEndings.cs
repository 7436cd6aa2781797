using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The ways in which mlock and munlock may end for want of memory (ND-13).</summary>
internal static class LockEndings
{
    /// <summary>A VMA could not be split: those before it are locked, or not any more, and no page is brought in (LCK-2).</summary>
    public static IEnumerable<Transition> Heads(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        if (!state.IsAlive(process))
        {
            yield break;
        }

        for (int page = range.Start; page < range.End && Space(state, process).TryFind(page, out Vma vma); )
        {
            page = vma.Range.End;
            if (page < range.End)
            {
                PageRange head = PageRange.Between(range.Start, page);
                State marked = state.WithLocked(process, head, operation is Mlock);
                yield return new Transition(marked, Outcome.Fail(Status.ENOMEM), default, [], []);
            }
        }
    }

    /// <summary>A page could not be brought in: the range is locked, and the pages before it are in (LCK-4).</summary>
    public static IEnumerable<Transition> WithoutFrames(State state, Mlock mlock)
    {
        (int process, PageRange range) = Footprint.Of(mlock, state);
        if (!state.IsAlive(process) || range.Count == 0 || Space(state, process).Head(range) != range)
        {
            yield break;
        }

        for (int page = range.Start; page < range.End; page++)
        {
            PageRange head = PageRange.Between(range.Start, page);
            Transition part =
                head.Count == 0
                    ? new Transition(state, Outcome.Ok, default, [], [])
                    : ReferenceModel.Run(state, mlock with { Range = head });
            if (part.Outcome.Status != Status.Ok)
            {
                yield break;
            }

            // A store to a page that only its process still maps may want to copy it (ND-10).
            if (part.After.Memory.NextFree() >= 0 || !OtherEndings.MayBeCopied(part.After, process, page, mlock))
            {
                continue;
            }

            yield return part with
            {
                After = part.After.WithLocked(process, range, locked: true),
                Outcome = Outcome.Fail(Status.EAGAIN),
            };
        }
    }

    private static AddressSpace Space(State state, int process) => state.Processes[process].Space;
}
