using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which reclaim may end that keeps pages which it could have dropped: the kernel has forgotten that they are
/// lazily free (ND-11). What an entry shows then does not tell what the page holds, so that both have to be remembered.
/// </summary>
internal static class LazyFreeEndings
{
    private const int MostPages = 4;

    /// <summary>The endings in which one or more pages are kept.</summary>
    public static IEnumerable<Transition> Of(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        PageAddress[] pages =
        [
            .. Enumerable
                .Range(range.Start, range.Count)
                .Select(page => new PageAddress(process, page))
                .Where(page => Happenings.Keeping(state, page).Any())
                .Take(MostPages),
        ];
        for (int kept = 1; kept < 1 << pages.Length; kept++)
        {
            State left = state;
            for (int index = 0; index < pages.Length; index++)
            {
                bool isKept = (kept >> index & 1) != 0;
                left = isKept
                    ? ReferenceModel.Run(left, new EndLazyFree(pages[index].Process, pages[index].Page)).After
                    : left;
            }

            yield return ReferenceModel.Run(left, operation);
        }
    }
}
