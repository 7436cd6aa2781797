using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Looks for all ways in which the steps of operations in flight can have taken turns so that one of them ends as it was
/// answered. The steps of the others are taken only as far as they have to be: what they do later they can still do.
/// </summary>
/// <param name="budget">How many positions are looked at in all.</param>
/// <param name="choices">Whether choices are taken that are not canonical, and operations refused for no reason in the state.</param>
/// <param name="happenings">How much may have happened by itself.</param>
internal sealed class FlightSearch(int budget, bool choices, int happenings)
{
    private const int MostAllowed = 8;

    private readonly List<Outcome> _allowed = [];
    private int _looked;

    /// <summary>Whether what became of the pages of a migration may be left out of an answer, and is not judged then.</summary>
    public bool LeavesOutPages { get; init; }

    /// <summary>Whether the budget ended the search.</summary>
    public bool IsExhausted => _looked >= budget;

    /// <summary>The outcomes with which the operation could have ended instead, each once.</summary>
    public IReadOnlyList<Outcome> Allowed => _allowed;

    /// <summary>What did not fit in the nearest of them.</summary>
    public Misfit? Nearest { get; private set; }

    /// <summary>The positions in which an operation in flight has returned with an answer; none if there is none.</summary>
    public List<FlightPosition> Return(IReadOnlyList<FlightPosition> from, int index, Answer answer)
    {
        _allowed.Clear();
        Nearest = null;
        List<FlightPosition> found = [];
        HashSet<FlightPosition> ends = [];
        HashSet<FlightPosition> met = [];
        HashSet<FlightPosition> known = [];
        // More may have happened before than is looked for now.
        int most = Math.Max(happenings, from.Count == 0 ? 0 : from.Max(static position => position.Happened));
        Stack<FlightPosition>[] open =
        [
            .. Enumerable.Range(0, most + 1).Select(static _ => new Stack<FlightPosition>()),
        ];
        foreach (FlightPosition start in from)
        {
            Enter(start);
        }

        // In the order of what has happened, so that a position is met first with the least of it.
        for (int happened = 0; happened <= most; happened++)
        {
            while (!IsExhausted && open[happened].TryPop(out FlightPosition? here))
            {
                _looked++;
                if (!TryEnd(here, index, answer, End))
                {
                    Expand(here, Enter);
                }
            }
        }

        return found;

        void Enter(FlightPosition position)
        {
            // Steps that have nothing to do with each other lead to the very same position, which is quickly told.
            if (met.Add(position) && known.Add(position.Key))
            {
                open[position.Happened].Push(position);
            }
        }

        void End(FlightPosition position)
        {
            if (ends.Add(position.Key))
            {
                found.Add(position);
            }
        }
    }

    /// <summary>Whether the operation has ended here, well or not; a position after its return, if there is one, is told.</summary>
    private bool TryEnd(FlightPosition here, int index, Answer answer, Action<FlightPosition> end)
    {
        Flight flight = here.Flights[index];
        if (flight.Stage == FlightStage.Called && MayDoNothing(here.State, flight.Operation, answer))
        {
            end(here.Without(index));
            return false;
        }

        if (flight.Stage != FlightStage.Ended)
        {
            return false;
        }

        if (answer.Kind == AnswerKind.Unknown || Fits(flight, answer))
        {
            end(here.Without(index));
        }

        return true;
    }

    private bool Fits(Flight flight, Answer answer)
    {
        bool isLeftOut =
            LeavesOutPages && answer.Outcome.Pages.Count == 0 && flight.Operation is MigrateToDevice or MigrateToSystem;
        Answer whole = isLeftOut
            ? answer with
            {
                Outcome = answer.Outcome with { Pages = flight.Outcome.Pages },
            }
            : answer;
        if (OutcomeFit.Check(flight.Operation, flight.Outcome, whole) is not { } misfit)
        {
            return true;
        }

        if (_allowed.Count < MostAllowed && !_allowed.Contains(flight.Outcome))
        {
            _allowed.Add(flight.Outcome);
        }

        Nearest = Nearest is null || misfit.Progress > Nearest.Progress ? misfit : Nearest;
        return false;
    }

    // Whether the answer is that of an operation that has not taken effect: nobody knows, the address space was too busy
    // (ND-5), memory was short (ND-13), reclaim or compaction has left the page alone (ND-3), or a device's operation that fails
    // had come to none of its pages (ND-15, ND-20).
    private bool MayDoNothing(State state, Operation operation, Answer answer) =>
        answer.Kind == AnswerKind.Unknown
        || OtherEndings.SaysBusy(operation, answer)
        || (
            choices
            && (
                (answer is { IsKnown: true, Outcome.Status: Status.ENOMEM } && OtherEndings.Allocates(operation))
                || (
                    operation is SwapOut or Compact
                    && state.IsAlive(Footprint.Named(operation).Process)
                    && OutcomeFit.Check(operation, Outcome.Of(0), answer) is null
                )
                || OtherEndings.MayFailAtOnce(state, operation, answer)
            )
        );

    private void Expand(FlightPosition here, Action<FlightPosition> enter)
    {
        if (here.Happened < happenings && here.IsBetween)
        {
            Happen(here, enter);
        }

        for (int index = 0; index < here.Flights.Count; index++)
        {
            if (here.Flights[index].Activity is not { } activity)
            {
                continue;
            }

            Successors next = activity.Next(here.State);
            if (next.Blocked != Blocked.No)
            {
                continue;
            }

            if (!choices || next.IsSingle)
            {
                enter(here.After(index, next.Canonical));
                continue;
            }

            foreach (Successor step in next.All)
            {
                enter(here.After(index, step));
            }
        }
    }

    // What happens by itself happens between operations, to the pages that they name.
    private void Happen(FlightPosition here, Action<FlightPosition> enter)
    {
        HashSet<PageAddress> pages = [];
        foreach (Flight flight in here.Flights)
        {
            (int process, PageRange range) = Footprint.Of(flight.Operation, here.State);
            for (int page = range.Start; page < range.End; page++)
            {
                if (!pages.Add(new PageAddress(process, page)))
                {
                    continue;
                }

                foreach (Spontaneous happening in Happenings.At(here.State, new PageAddress(process, page)))
                {
                    _looked++;
                    if (Happenings.After(here.State, happening, out _) is { } after)
                    {
                        enter(here with { State = after, Happened = here.Happened + 1 });
                    }
                }
            }
        }
    }
}
