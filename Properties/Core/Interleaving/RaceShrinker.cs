using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Looks for the smallest race (<see cref="Race.Measure"/>) that ends in the same fault: with fewer operations and
/// agents, with a simpler schedule, with simpler operations; where a change needs other turns than those that were taken,
/// the cheapest schedule is looked for anew; last, in a smaller world.
/// </summary>
/// <param name="model">Whose steps.</param>
/// <param name="budget">How many tries at most.</param>
public sealed class RaceShrinker(IStepModel model, int budget)
{
    // A search is worth many tries, so that it counts as some.
    private const int StepsPerTry = 10;
    private const int MostStepsPerSearch = 20_000;

    private RaceFinding _best = null!;
    private int _searched;

    /// <summary>The tries that were made.</summary>
    public int Tries { get; private set; }

    /// <summary>Ends it, in the middle of a try too.</summary>
    public CancellationToken Cancellation { get; init; }

    private bool IsOver => Tries + (_searched / StepsPerTry) >= budget || Cancellation.IsCancellationRequested;

    /// <summary>The smallest race found.</summary>
    public RaceFinding Shrink(RaceFinding finding)
    {
        Tries = 0;
        _searched = 0;
        _best = finding;
        if (!finding.IsLike(Replayed(finding.Race)))
        {
            return finding;
        }

        bool better = true;
        while (better && !IsOver)
        {
            better = Repeat(RaceChanges.FewerOperations, Accept);
            better |= Repeat(RaceChanges.SimplerSchedules, Accept);
            better |= Repeat(RaceChanges.SimplerOperations, AcceptSame);
            better |= Repeat(RaceChanges.OtherOperations, Accept);
            better |= !better && Repeat(static finding => [finding.Race], Search);
            better |= !better && Repeat(RaceChanges.FewerOperations, Search);
            better |= !better && Repeat(RaceChanges.OtherOperations, Search);
            better |= !better && Repeat(RaceChanges.SimplerOperations, SearchSame);
        }

        Repeat(RaceChanges.SmallerWorlds, AcceptSame);
        return _best;
    }

    private bool Repeat(Func<RaceFinding, IEnumerable<Race>> changes, Func<Race, bool> accept)
    {
        bool any = false;
        bool better = true;
        while (better && !IsOver)
        {
            better = changes(_best).TakeWhile(_ => !IsOver).Any(accept);
            any |= better;
        }

        return any;
    }

    private bool Accept(Race race) => Accept(race, _best.Race.Measure - 1);

    private bool AcceptSame(Race race) => race != _best.Race && Accept(race, _best.Race.Measure);

    private bool Search(Race race) => Search(race, _best.Race.Measure - 1);

    private bool SearchSame(Race race) => race != _best.Race && Search(race, _best.Race.Measure);

    private bool Accept(Race race, int most)
    {
        Tries++;
        RaceFinding? found = Replayed(race);
        bool accepted =
            found is not null && _best.IsLike(found) && found.Race.Measure <= most && found.Race != _best.Race;
        _best = accepted ? found! : _best;
        return accepted;
    }

    private bool Search(Race race, int most)
    {
        if (_best.Fault == RaceFault.Endless || race.Agents.Count == 0)
        {
            return false;
        }

        ScheduleSearch search = new(model, _best);
        Race? found = search.Find(race, most - race.Operations + 1, MostStepsPerSearch);
        _searched += search.Steps;
        return found is not null && Accept(found, most);
    }

    private RaceFinding? Replayed(Race race) =>
        RaceReplay.Run(model, race, toEnd: _best.Fault == RaceFault.Endless, Cancellation);
}
