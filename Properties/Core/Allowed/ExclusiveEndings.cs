using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which make-exclusive may end because other pages have the IOVAs, and nobody sees which: the page is taken from
/// the CPUs, and is not entered (EXC-6, DMA-2).
/// </summary>
internal static class ExclusiveEndings
{
    /// <summary>The ending in which the pages that are said to have found none are not entered.</summary>
    public static IEnumerable<Transition> WithoutDma(State state, MakeExclusive exclusive, Answer answer)
    {
        Sequence<PageResult> seen = answer.Outcome.Pages;
        if (
            answer is not { IsKnown: true, Outcome.Status: Status.Ok }
            || !seen.Contains(PageResult.SkippedNoDma)
            || !Shortages.IovasCanRunOut(state, exclusive.Device)
        )
        {
            yield break;
        }

        Sequence<PageResult> wished =
        [
            .. seen.Select(static page => page == PageResult.SkippedNoDma ? PageResult.Exclusive : page),
        ];
        Answer asIf = answer with { Outcome = answer.Outcome with { Pages = wished } };
        Transition entered = Endings.Of(state, exclusive, asIf, new Whim(0)).First();
        State left = entered.After;
        Sequence<PageResult> pages = entered.Outcome.Pages;
        for (int index = 0; index < Math.Min(seen.Count, pages.Count); index++)
        {
            if (seen[index] == PageResult.SkippedNoDma && pages[index] == PageResult.Exclusive)
            {
                int page = exclusive.Range.Start + index;
                left = ReferenceModel.Run(left, new DropEntry(exclusive.Process, exclusive.Device, page)).After;
                pages = pages.Set(index, PageResult.SkippedNoDma);
            }
        }

        yield return entered with
        {
            After = left,
            Outcome = entered.Outcome with { Pages = pages },
        };
    }
}
