using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The other ways in which the removal of a device may end.</summary>
internal static class RemovalEndings
{
    /// <summary>The endings.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="operation">A detach or a loss.</param>
    /// <param name="usual">How it ends in the reference.</param>
    /// <param name="answer">What was answered.</param>
    public static IEnumerable<Transition> Of(State state, Operation operation, Outcome usual, Answer answer) =>
        operation is Lose lose && usual.Status == Status.Ok ? Losses(state, lose)
        : operation is Detach detach
        && usual.Status == Status.ENOMEM
        && answer is { IsKnown: true, Outcome.Status: Status.ENOMEM }
            ? Shortages(state, detach)
        : [];

    /// <summary>The pages in a device's memory, each by the lowest process and page that maps it.</summary>
    public static IEnumerable<PageAddress> PagesIn(State state, int device) =>
        Enumerable
            .Range(0, state.World.Processes * state.World.Pages)
            .Select(index => new PageAddress(index / state.World.Pages, index % state.World.Pages))
            .Where(page =>
                state.Processes[page.Process].PageTable[page.Page] is { Kind: PteKind.DevicePrivate } pte
                && pte.Target.Device == device
            )
            .DistinctBy(page => state.Processes[page.Process].PageTable[page.Page].Target);

    // Some of the pages may have come back before (ND-2), and then nothing of them is lost: what did not show until then
    // may never show otherwise, for nothing that happens by itself finds a page again that was lost.
    private static IEnumerable<Transition> Losses(State state, Lose lose) =>
        Returned(state, lose.Device)
            .Where(returned => !ReferenceEquals(returned, state))
            .Select(returned => ReferenceModel.Run(returned, lose));

    // Which pages find a frame is up to the driver, and so is the order in which they look for one (EVC-1, EVC-5).
    private static IEnumerable<Transition> Shortages(State state, Detach detach)
    {
        State released = state;
        for (int process = 0; process < state.World.Processes; process++)
        {
            released = ReferenceModel.Run(released, new Unregister(process, detach.Device)).After;
        }

        return Returned(released, detach.Device)
            .Where(after => PagesIn(after, detach.Device).Any())
            .Select(static after => new Transition(after, Outcome.Fail(Status.ENOMEM), default, [], []));
    }

    // With every choice of the pages of a device back in system memory, as far as there is room.
    private static IEnumerable<State> Returned(State state, int device)
    {
        IEnumerable<State> last = [state];
        foreach (PageAddress page in PagesIn(state, device))
        {
            last = last.SelectMany(chosen => WithAndWithout(chosen, page));
        }

        return last;
    }

    private static IEnumerable<State> WithAndWithout(State chosen, PageAddress page)
    {
        yield return chosen;
        Transition back = ReferenceModel.Run(chosen, new BringBack(page.Process, page.Page));
        if (back.Outcome.Status == Status.Ok)
        {
            yield return back.After;
        }
    }
}
