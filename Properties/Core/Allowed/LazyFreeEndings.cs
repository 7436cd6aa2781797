using HmmSpec.Data;
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

    // What may become of a page: as in the reference, kept, dropped while others keep it, or left alone, to be dropped some time.
    private const int Kept = 1;
    private const int Alone = 2;
    private const int Left = 3;

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
        // Of a swap-out that leaves its page alone, nothing is left (ND-3).
        int most = operation is Advise ? Left + 1 : Left;
        int all = pages.Aggregate(1, (count, _) => count * most);
        for (int code = 1; code < all; code++)
        {
            int[] ways = [.. pages.Select((_, index) => WayOf(code, index, most))];
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

            Transition ending = operation is Advise advise
                ? Around(left, advise, [.. pages.Where((_, index) => ways[index] == Left).Select(static at => at.Page)])
                : ReferenceModel.Run(left, operation);
            bool isCounted = operation is SwapOut && ways.Contains(Alone);
            yield return isCounted ? ending with { Outcome = Outcome.Of(1) } : ending;
        }
    }

    // As if it had been asked for what is between the pages that are left alone.
    private static Transition Around(State state, Advise advise, Sequence<int> left)
    {
        Transition around = new(state, ReferenceModel.Run(state, advise).Outcome, default, [], []);
        int start = advise.Range.Start;
        foreach (int end in left.AsEnumerable().Append(advise.Range.End))
        {
            if (end > start)
            {
                Transition part = ReferenceModel.Run(
                    around.After,
                    advise with
                    {
                        Range = new PageRange(start, end - start),
                    }
                );
                around = around with
                {
                    After = part.After,
                    Clauses = around.Clauses | part.Clauses,
                    Events = [.. around.Events, .. part.Events],
                    Effects = [.. around.Effects, .. part.Effects],
                };
                if (part.Outcome.Status == Status.EINVAL)
                {
                    break;
                }
            }

            start = end + 1;
        }

        return around;
    }

    private static int WayOf(int code, int index, int most) => code / (int)Math.Pow(most, index) % most;

    private static Frame FrameOf(State state, PageAddress page) =>
        state.FrameAt(state.Processes[page.Process].PageTable[page.Page].Target);
}
