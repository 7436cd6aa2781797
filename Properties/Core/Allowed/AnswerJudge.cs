using HmmSpec.Data;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The loose oracle: says of each answer of an implementation whether the specification allows it, after all that was seen
/// before. Before it says no it looks at the last operations again, several times, making up its mind otherwise each time
/// about what did not show.
/// </summary>
public sealed class AnswerJudge
{
    /// <summary>How many ways are looked at to explain one answer, unless told otherwise.</summary>
    public const int DefaultBudget = 20_000;

    // Where all before was canonical there is less to have another opinion of: once without copies, and once with some.
    private const int SecondOpinions = 8;
    private const int SecondOpinionsOfCanonical = 2;
    private const int SpanLength = 256;

    private readonly Sequence<EventKind> _reported;
    private readonly int _budget;
    private readonly int _mostStates;
    private readonly List<(Operation Operation, Answer Answer)> _history = [];
    private (IReadOnlyList<State> States, string Partly) _anchor;
    private (IReadOnlyList<State> States, string Partly) _nextAnchor;
    private PossibleStates _possible;

    // The last answer of the history that was not canonical; negative if all were.
    private int _explainedAt = -1;

    // What no state can give; null where it is not known what was before, or where it was wrong.
    private AnswerBound? _bound;
    private Judgement? _left;

    /// <summary>Begins a run.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="reported">The kinds of invalidation that the implementation reports.</param>
    /// <param name="budget">How many ways are looked at to explain one answer.</param>
    /// <param name="mostStates">How many of the states in which the implementation may be are followed.</param>
    public AnswerJudge(
        World world,
        Profile profile,
        Sequence<EventKind> reported,
        int budget = DefaultBudget,
        int mostStates = PossibleStates.DefaultStates
    )
        : this([ReferenceModel.Init(world, profile)], reported, budget, mostStates) =>
        _bound = new AnswerBound(world, profile);

    /// <summary>Goes on in the middle of a run.</summary>
    /// <param name="states">The states in which the implementation may be.</param>
    /// <param name="reported">The kinds of invalidation that it reports.</param>
    /// <param name="budget">How many ways are looked at to explain one answer.</param>
    /// <param name="mostStates">How many of the states in which the implementation may be are followed.</param>
    public AnswerJudge(
        IReadOnlyList<State> states,
        Sequence<EventKind> reported,
        int budget = DefaultBudget,
        int mostStates = PossibleStates.DefaultStates
    )
    {
        _reported = reported;
        _budget = budget;
        _mostStates = mostStates;
        _anchor = ([.. states], "");
        _nextAnchor = _anchor;
        _possible = From(_anchor, new Whim(0));
    }

    /// <summary>One of the states in which the implementation may be.</summary>
    public State State => _possible.All[0];

    /// <summary>The states in which it may be that are followed, at least one.</summary>
    public IReadOnlyList<State> States => _possible.All;

    /// <summary>Why more states are possible than these; empty if no others are.</summary>
    public string Partly => _possible.Partly;

    /// <summary>How the last operation ended in that state.</summary>
    public Transition Last => _possible.Last;

    /// <summary>How many answers have needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained { get; private set; }

    /// <summary>
    /// Whether more is possible than can be looked at, so that of what follows it is only looked at whether any state can give it.
    /// </summary>
    public bool IsLeft => _left is not null;

    /// <summary>What is to be said of the answer to the next operation.</summary>
    public Judgement Apply(Operation operation, Answer answer) =>
        Apply(new Prediction(operation, null, default), answer);

    /// <summary>What is to be said of the answer to the next operation, which was predicted.</summary>
    public Judgement Apply(Prediction predicted, Answer answer)
    {
        Operation operation = predicted.Operation;
        Divergence? impossible = _bound?.Take(operation, answer);
        if (_left is not null)
        {
            return impossible is not null ? Judgement.Diverges(impossible)
                : answer.Kind is AnswerKind.Unsupported or AnswerKind.Fault ? _possible.Apply(predicted, answer)
                : _left;
        }

        Judgement judgement = Judge(predicted, answer);
        if (judgement.Kind != JudgementKind.Open)
        {
            // The bound is of everything that is allowed; one that is not must not decide.
            _bound = impossible is null ? _bound : null;
            return judgement;
        }

        _left = _bound is not null && answer.Kind is AnswerKind.Ended or AnswerKind.Unknown ? judgement : null;
        return impossible is null ? judgement : Judgement.Diverges(impossible);
    }

    private Judgement Judge(Prediction predicted, Answer answer)
    {
        Operation operation = predicted.Operation;
        long explained = _possible.Explained;
        Judgement judgement = _possible.Apply(predicted, answer);
        long more = _possible.Explained - explained;
        Explained += more;
        Remember(operation, answer);
        _explainedAt = more > 0 || answer.Kind != AnswerKind.Ended ? _history.Count - 1 : _explainedAt;
        return judgement.Kind == JudgementKind.Allowed || answer.Kind != AnswerKind.Ended
            ? judgement
            : SecondOpinion(judgement, static possible => Judgement.Allowed);
    }

    /// <summary>What is to be said of what was seen once everything has settled.</summary>
    /// <param name="last">The operation before it.</param>
    /// <param name="seen">What was seen.</param>
    public Judgement Settle(Operation last, StateObservation seen)
    {
        Judgement judgement = _left ?? _possible.Settle(last, seen);
        judgement =
            judgement.Kind == JudgementKind.Allowed || _left is not null
                ? judgement
                : SecondOpinion(judgement, possible => possible.Settle(last, seen));
        return judgement.Kind == JudgementKind.Open && _bound?.Take(seen) is { } impossible
            ? Judgement.Diverges(impossible)
            : judgement;
    }

    private Judgement SecondOpinion(Judgement first, Func<PossibleStates, Judgement> end)
    {
        Judgement worst = first;
        IReadOnlyCollection<int> suspects = _possible.Suspects;
        int opinions =
            _explainedAt >= 0 || OwnCopies.Matter(State, suspects) ? SecondOpinions
            : first.Kind == JudgementKind.Open ? 0
            : SecondOpinionsOfCanonical;
        Effort effort = new(Math.Max(1, opinions / 2) * _budget);
        for (int opinion = 1; opinion <= opinions && !effort.IsSpent; opinion++)
        {
            PossibleStates possible = From(_anchor, new Whim((ulong)opinion, suspects), effort);
            Judgement judgement = Again(possible);
            judgement = judgement.Kind == JudgementKind.Allowed ? end(possible) : judgement;
            if (judgement.Kind == JudgementKind.Allowed)
            {
                Explained++;
                _explainedAt = _history.Count - 1;
                _possible = From((possible.All, possible.Partly), new Whim(0));
                _possible.Last = possible.Last;
                return judgement;
            }

            worst = judgement.Kind == JudgementKind.Open ? judgement : worst;
        }

        return worst;
    }

    private PossibleStates From(
        (IReadOnlyList<State> States, string Partly) states,
        Whim whim,
        Effort? effort = null
    ) => new(states.States, _reported, _budget, whim, effort) { MostStates = _mostStates, Partly = states.Partly };

    private Judgement Again(PossibleStates possible)
    {
        Judgement judgement = Judgement.Allowed;
        for (int index = 0; index < _history.Count && judgement.Kind == JudgementKind.Allowed; index++)
        {
            judgement = possible.Apply(
                new Prediction(_history[index].Operation, null, default),
                _history[index].Answer
            );
        }

        return judgement;
    }

    // Between one and two spans are kept, however long the run is.
    private void Remember(Operation operation, Answer answer)
    {
        _history.Add((operation, answer));
        if (_history.Count == SpanLength)
        {
            _nextAnchor = ([.. _possible.All], _possible.Partly);
        }
        else if (_history.Count == 2 * SpanLength)
        {
            _anchor = _nextAnchor;
            _history.RemoveRange(0, SpanLength);
            _explainedAt = Math.Max(_explainedAt - SpanLength, -1);
            _nextAnchor = ([.. _possible.All], _possible.Partly);
        }
    }
}
