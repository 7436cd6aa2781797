using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Whether an answer is one that an ending admits. Not looked at is how often a device faulted: it may fault again after
/// any invalidation, and may have entered a page before (ND-5, ND-7, ND-15).
/// </summary>
internal static class OutcomeFit
{
    /// <summary>The progress at which the status is looked at.</summary>
    public const int Status = 0;

    /// <summary>What does not fit first, or null.</summary>
    public static Misfit? Check(Operation operation, Outcome allowed, Answer answer)
    {
        Outcome seen = answer.Outcome;
        if (!answer.IsKnown || seen.Status != allowed.Status)
        {
            return Misfit.Of(
                DivergenceKind.Outcome,
                Status,
                "outcome",
                OutcomeText.Format(allowed with { Faults = 0 }),
                answer.IsKnown ? OutcomeText.Format(seen with { Faults = 0 }) : answer.Word
            );
        }

        return Values(operation, allowed, seen) ?? Pages(operation, allowed.Pages, seen.Pages);
    }

    /// <summary>Whether a page was left where it is, for whatever reason.</summary>
    public static bool IsSkipped(PageResult result) =>
        result
            is PageResult.SkippedEmpty
                or PageResult.SkippedNotSelected
                or PageResult.SkippedSwap
                or PageResult.SkippedSwapCache
                or PageResult.SkippedLocked
                or PageResult.SkippedReferenced
                or PageResult.SkippedNoMemory
                or PageResult.SkippedNoDma
                or PageResult.SkippedLost
                or PageResult.SkippedByDriver
                or PageResult.SkippedExclusive
                or PageResult.SkippedPageCache
                or PageResult.SkippedPoisoned;

    private static Misfit? Values(Operation operation, Outcome allowed, Outcome seen)
    {
        bool delivers = operation is Load or DeviceLoad or SwapOut or Compact or Evict or DeviceAtomic or Remap;
        return !delivers || (allowed.Value == seen.Value && allowed.Values == seen.Values)
            ? null
            : Misfit.Of(
                DivergenceKind.Outcome,
                1,
                "outcome",
                OutcomeText.Format(allowed with { Faults = 0 }),
                OutcomeText.Format(seen with { Faults = 0 })
            ) with
            {
                IsFinal = operation is Load or DeviceLoad or DeviceAtomic or Remap,
            };
    }

    private static Misfit? Pages(Operation operation, Sequence<PageResult> allowed, Sequence<PageResult> seen)
    {
        for (int index = 0; index < Math.Max(allowed.Count, seen.Count); index++)
        {
            if (index >= allowed.Count || index >= seen.Count)
            {
                string found = $"{seen.Count} results of pages";
                return Misfit.Of(DivergenceKind.Outcome, 1, "outcome", $"{allowed.Count} results of pages", found) with
                {
                    IsFinal = true,
                };
            }

            if (!Admits(operation, index, allowed[index], seen[index]))
            {
                return AtPage(operation, index, allowed[index], seen[index]);
            }
        }

        return null;
    }

    private static Misfit AtPage(Operation operation, int index, PageResult allowed, PageResult seen)
    {
        (int process, PageRange range) = Footprint.Named(operation);
        PageAddress page = new(process, range.Start + index);
        return new Misfit(
            DivergenceKind.Outcome,
            2 + index,
            page,
            -1,
            $"result for p{page.Process} page {page.Page}",
            Names.PageResults.NameOf(allowed),
            Names.PageResults.NameOf(seen)
        )
        {
            Results = (allowed, seen),
        };
    }

    // A page may be skipped for any reason (ND-1), an entry may have fewer rights than it could (ND-6, ND-9), and one of the
    // zero frame may not be there.
    private static bool Admits(Operation operation, int index, PageResult allowed, PageResult seen) =>
        allowed == seen
        || (IsSkipped(allowed) && IsSkipped(seen))
        || (operation is Snapshot && (allowed, seen) is (PageResult.Zero, PageResult.Empty))
        || (
            (allowed, seen) is (PageResult.Write, PageResult.Read) or (PageResult.DeviceWrite, PageResult.DeviceRead)
            && !WantsToWrite(operation, index)
        );

    private static bool WantsToWrite(Operation operation, int index) =>
        operation is RangeFault fault && fault.RequestAt(index).HasFlag(Request.FaultWrite);
}
