using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which reclaim may end with pages that are lazily free, each of which the reference drops (ND-11): the kernel
/// may have forgotten that it may, and it may have dropped this process's entry only, when it was stopped. What an entry
/// shows then does not tell what the page holds, so that all have to be remembered.
/// </summary>
internal static class LazyFreeEndings
{
    private const int MostPages = 3;

    // What may become of a page: as in the reference, kept, or dropped while others keep it.
    private const int Ways = 3;
    private const int Kept = 1;
    private const int Alone = 2;

    /// <summary>The endings in which it is otherwise with one or more pages.</summary>
    public static IEnumerable<Transition> Of(State state, Operation operation)
    {
        (int process, PageRange range) = Footprint.Of(operation, state);
        PageAddress[] pages =
        [
            .. Enumerable
                .Range(range.Start, range.Count)
                .Select(page => new PageAddress(process, page))
                .Where(page => Happenings.Keeping(state, page).Any() && FrameOf(state, page).Value != 0)
                .Take(MostPages),
        ];
        int all = pages.Aggregate(1, static (count, _) => count * Ways);
        for (int code = 1; code < all; code++)
        {
            int[] ways = [.. pages.Select((_, index) => WayOf(code, index))];
            if (
                Enumerable
                    .Range(0, pages.Length)
                    .Any(index => ways[index] == Alone && FrameOf(state, pages[index]).Mappings == 1)
            )
            {
                continue;
            }

            State left = state;
            for (int index = 0; index < pages.Length; index++)
            {
                (int _, int page) = pages[index];
                left =
                    ways[index] == Kept ? ReferenceModel.Run(left, new EndLazyFree(process, page)).After
                    : ways[index] == Alone
                        ? ReferenceModel.Run(left, new DontNeed(process, new PageRange(page, 1))).After
                    : left;
            }

            Transition ending = ReferenceModel.Run(left, operation);
            bool isCounted = operation is SwapOut && ways.Contains(Alone);
            yield return isCounted ? ending with { Outcome = Outcome.Of(1) } : ending;
        }
    }

    private static int WayOf(int code, int index) => code / (int)Math.Pow(Ways, index) % Ways;

    private static Frame FrameOf(State state, PageAddress page) =>
        state.FrameAt(state.Processes[page.Process].PageTable[page.Page].Target);
}
