using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The states in which an implementation may be, by what was seen of it. As long as the canonical ending fits it is taken:
/// what was chosen or happened otherwise and has not shown is made up for when it does.
/// </summary>
internal sealed class PossibleStates
{
    /// <summary>How many states are followed, unless told otherwise.</summary>
    public const int DefaultStates = 64;

    private const int MostBusy = 100;

    private readonly Sequence<EventKind> _reported;
    private readonly int _budget;
    private readonly Effort? _shared;
    private readonly Whim _whim;
    private List<State> _states;
    private int _busy;

    /// <summary>Goes on from states that are possible.</summary>
    /// <param name="states">The states.</param>
    /// <param name="reported">The kinds of invalidation that the implementation reports.</param>
    /// <param name="budget">How many ways are looked at to explain one answer.</param>
    /// <param name="whim">How to make up one's mind where nothing shows.</param>
    /// <param name="shared">How many ways are looked at to explain all answers together; null for no limit.</param>
    public PossibleStates(
        IReadOnlyList<State> states,
        Sequence<EventKind> reported,
        int budget,
        Whim whim,
        Effort? shared = null
    )
    {
        _states = [.. states];
        _reported = reported;
        _budget = budget;
        _whim = whim;
        _shared = shared;
    }

    /// <summary>How many states are followed at most; of more the nearest ones are.</summary>
    public int MostStates { get; init; } = DefaultStates;

    /// <summary>
    /// Why not all states are here that are possible; empty if all are. What one of those that are here explains is allowed, and what
    /// none of them does is undecided.
    /// </summary>
    public string Partly { get; set; } = "";

    /// <summary>The states, at least one.</summary>
    public IReadOnlyList<State> All => _states;

    /// <summary>The numbers of the pages that the last answer is about which was not explained.</summary>
    public IReadOnlyCollection<int> Suspects { get; private set; } = [];

    /// <summary>How the last operation ended in that state.</summary>
    public Transition Last { get; set; }

    /// <summary>How many answers have needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained { get; private set; }

    /// <summary>What is to be said of the answer to the next operation.</summary>
    public Judgement Apply(Prediction predicted, Answer answer)
    {
        Operation operation = predicted.Operation;
        switch (answer.Kind)
        {
            case AnswerKind.Unsupported:
                return Judgement.Open($"{OperationText.Format(operation)} was answered with unsupported{Why(answer)}");
            case AnswerKind.Fault:
                return Judgement.Open(
                    $"the adapter answered {OperationText.Format(operation)} with fault{Why(answer)}"
                );
            case AnswerKind.Unknown:
                return Either(operation);
            case AnswerKind.Ended:
                break;
        }

        bool isPlain = _whim.IsCanonical && _states.Count == 1;
        if (isPlain && TryCanonical(predicted, answer))
        {
            return Judgement.Allowed;
        }

        return Explain(operation, answer);
    }

    /// <summary>What is to be said of what was seen once everything has settled.</summary>
    /// <param name="last">The operation before it.</param>
    /// <param name="seen">What was seen.</param>
    public Judgement Settle(Operation last, StateObservation seen)
    {
        Explanations explanations = new(_reported, _shared ?? new Effort(_budget), _whim);
        List<State> settled = [];
        foreach (State state in _states)
        {
            if (explanations.Settle(state, seen) is { } found)
            {
                settled.Add(found);
            }
        }

        if (settled.Count > 0)
        {
            _states = settled;
            return Judgement.Allowed;
        }

        Suspect(last, explanations.Nearest);
        return Undecided(explanations, last) ?? Diverges(_states[0], last, explanations, []);
    }

    private static string Why(Answer answer) => answer.Reason.Length == 0 ? "" : $": {answer.Reason}";

    private bool TryCanonical(Prediction predicted, Answer answer)
    {
        Transition canonical = ReferenceEquals(predicted.Before, _states[0])
            ? predicted.Canonical
            : ReferenceModel.Run(_states[0], predicted.Operation);
        if (!Fits(canonical, predicted.Operation, answer))
        {
            return false;
        }

        _states[0] = canonical.After;
        Last = canonical;
        _busy = 0;
        return true;
    }

    private bool Fits(Transition ending, Operation operation, Answer answer) =>
        OutcomeFit.Check(operation, ending.Outcome, answer) is null
        && (answer.Events is not { } events || EventFit.Check(ending.Events, events, _reported) is null)
        && StateFit.Check(ending.After, answer) is null;

    // Of several states as of one: if the canonical ending fits it is taken, and no other is looked for.
    private List<PossibleState> From(State state, Operation operation, Answer answer, Explanations explanations)
    {
        if (_whim.IsCanonical)
        {
            Transition canonical = ReferenceModel.Run(state, operation);
            if (Fits(canonical, operation, answer))
            {
                return [new PossibleState(canonical.After, canonical, Happenings: 0)];
            }
        }

        return explanations.Find(state, operation, answer);
    }

    private Judgement Explain(Operation operation, Answer answer)
    {
        List<PossibleState> found = [];
        Explanations explanations = new(_reported, _shared ?? new Effort(_budget), _whim);
        try
        {
            foreach (State state in _states)
            {
                found.AddRange(From(state, operation, answer, explanations));
            }
        }
        catch (ComparisonLimitException limit)
        {
            return Judgement.Open(limit.Message);
        }

        if (found.Count == 0)
        {
            Suspect(operation, explanations.Nearest);
            return Undecided(explanations, operation)
                ?? Diverges(_states[0], operation, explanations, AllowedOutcomes(operation, answer));
        }

        _busy = answer is { IsKnown: true, Outcome.Status: not Status.EBUSY } ? 0 : _busy + 1;
        if (_busy > MostBusy)
        {
            return Judgement.Open($"{MostBusy} operations of devices one after another were given up as {answer.Word}");
        }

        Explained++;
        Last = found[0].Ending;
        Partly = Partly.Length == 0 && explanations.IsExhausted ? Exhausted(operation) : Partly;
        Keep(found, operation);
        return Judgement.Allowed;
    }

    private void Suspect(Operation operation, Misfit? nearest)
    {
        PageRange range = Footprint.Of(operation, _states[0]).Range;
        IEnumerable<int> pages = Enumerable.Range(range.Start, range.Count);
        Suspects = [.. nearest is null ? pages : pages.Append(nearest.Page.Page)];
    }

    // Of who never says whether it has done anything nothing is explained: all states or none.
    private Judgement Either(Operation operation)
    {
        Last = ReferenceModel.Run(_states[0], operation);
        IEnumerable<State> after = _states.Select(state => ReferenceModel.Run(state, operation).After);
        _states = [.. _states.Concat(after).DistinctBy(static state => Canonical.Of(state).Hash64)];
        return _states.Count <= MostStates ? Judgement.Allowed : Judgement.Open(TooMany(operation));
    }

    private void Keep(List<PossibleState> found, Operation operation)
    {
        _states =
        [
            .. found
                .OrderBy(static possible => possible.Happenings)
                .Select(static possible => possible.State)
                .DistinctBy(static state => Canonical.Of(state).Hash64),
        ];
        if (_states.Count > MostStates)
        {
            _states.RemoveRange(MostStates, _states.Count - MostStates);
            Partly = TooMany(operation);
        }
    }

    private string TooMany(Operation operation) =>
        $"after {OperationText.Format(operation)} more than {MostStates} states are possible";

    // Where something is short, what happened before cannot be made up for by what happens now.
    private Judgement? Undecided(Explanations explanations, Operation operation)
    {
        return explanations.IsExhausted ? Judgement.Open(Exhausted(operation))
            : explanations.WasShort
                ? Judgement.Open(
                    $"memory, swap or IOVAs are short at {OperationText.Format(operation)}, and who has them does not show"
                )
            : Partly.Length > 0 ? Judgement.Open(Partly)
            : null;
    }

    private string Exhausted(Operation operation) =>
        $"{_shared?.Ways ?? _budget} ways were looked at to explain {OperationText.Format(operation)}, and there are more";

    private Sequence<string> AllowedOutcomes(Operation operation, Answer answer)
    {
        const int most = 8;
        return
        [
            .. _states
                .SelectMany(state => Endings.Of(state, operation, answer, _whim))
                .Select(static ending => OutcomeText.Format(ending.Outcome with { Faults = 0 }))
                .Distinct(StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static Judgement Diverges(
        State state,
        Operation operation,
        Explanations explanations,
        Sequence<string> allowed
    )
    {
        Misfit misfit = explanations.Nearest!;
        (string clause, StepName? step) = Blame.Of(state, operation, misfit);
        return Judgement.Diverges(
            new Divergence(misfit.Kind, clause, misfit.Subject, misfit.Expected, misfit.Found)
            {
                Allowed = allowed,
                Step = step,
            }
        );
    }
}
