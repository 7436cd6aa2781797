using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The ways in which a remap may fail though the reference's succeeds.</summary>
internal static class RemapEndings
{
    /// <summary>The endings.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="remap">The operation.</param>
    /// <param name="usual">How it ends in the reference.</param>
    /// <param name="answer">What was answered.</param>
    public static IEnumerable<Transition> Of(State state, Remap remap, Outcome usual, Answer answer)
    {
        if (answer is not { IsKnown: true, Outcome.Status: Status.EFAULT or Status.ENOMEM })
        {
            yield break;
        }

        Status status = answer.Outcome.Status;
        bool resizes = remap.Flags.HasFlag(RemapFlags.DontUnmap) || remap.Range.Count != remap.NewCount;
        bool looks = remap.Flags.HasFlag(RemapFlags.Fixed) || (resizes && remap.NewCount >= remap.Range.Count);

        // What is one VMA here may be several (MRM-3), and any allocation may fail (ND-13): both shows only after room was made.
        bool isSplit = status == Status.EFAULT && looks && Math.Min(remap.Range.Count, remap.NewCount) > 1;
        if (usual.Status is not (Status.Ok or Status.ENOMEM) || !(isSplit || status == Status.ENOMEM))
        {
            yield break;
        }

        State left = state;
        if (isSplit)
        {
            yield return Failed(left, status);
        }

        foreach (PageRange part in Unmapped(remap))
        {
            left = ReferenceModel.Run(left, new Unmap(remap.Process, part)).After;
            yield return Failed(left, status);
        }
    }

    private static IEnumerable<PageRange> Unmapped(Remap remap)
    {
        if (remap.Flags.HasFlag(RemapFlags.Fixed))
        {
            yield return new PageRange(remap.NewStart, remap.NewCount);
            if (remap.NewCount < remap.Range.Count)
            {
                yield return PageRange.Between(remap.Range.Start + remap.NewCount, remap.Range.End);
            }
        }
    }

    private static Transition Failed(State state, Status status) => new(state, Outcome.Fail(status), default, [], []);
}
