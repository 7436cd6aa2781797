using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The ways in which fork may end that copies entries of the page cache, which a fault could fill in (FIL-12): where the
/// mapping allows accesses they may be there in any case (CON-7), and else only because of fork.
/// </summary>
internal static class ForkEndings
{
    private const int MostPages = 4;

    /// <summary>The endings in which one or more entries are copied.</summary>
    public static IEnumerable<Transition> Of(State state, Fork fork)
    {
        int[] pages =
        [
            .. Enumerable
                .Range(0, state.Files.Count == 0 ? 0 : state.World.Pages)
                .Where(page => IsInaccessible(state, fork.Process, page))
                .Take(MostPages),
        ];
        Transition usual = ReferenceModel.Run(state, fork);
        for (int copied = 1; copied < 1 << pages.Length; copied++)
        {
            State forked = usual.After;
            for (int index = 0; index < pages.Length; index++)
            {
                forked = (copied >> index & 1) != 0 ? WithEntry(forked, fork.Child, pages[index]) : forked;
            }

            yield return usual with
            {
                After = forked,
            };
        }
    }

    private static bool IsInaccessible(State state, int process, int page) =>
        state.Processes[process].PageTable[page] is { IsMapped: true } pte
        && state.IsOfPageCache(pte)
        && !state.Processes[process].Space.IsReadable(page)
        && state.Processes[process].Space.TryFind(page, out Vma vma)
        && vma.Backing is { IsFile: true, IsShared: false };

    // As if it had been read while that was allowed.
    private static State WithEntry(State state, int process, int page)
    {
        PageRange range = new(page, 1);
        State opened = ReferenceModel.Run(state, new Protect(process, range, Protection.Read)).After;
        State filled = ReferenceModel.Run(opened, new Populate(process, page, Write: false)).After;
        return ReferenceModel.Run(filled, new Protect(process, range, Protection.None)).After;
    }
}
