using HmmSpec.Data;
using HmmSpec.Optimized;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// The loose oracle at the speed of the optimized machine. As long as every answer is the one that this machine gives, made by
/// canonical choices, there is nothing to explain; at the first that is not, all answers of the run are judged again by
/// <see cref="AnswerJudge"/>, and those that follow too. So the machine never says no, and a yes is wrong only if it and the
/// implementation are wrong alike: it is checked against the reference for that, and some runs are judged by the reference
/// from their first answer on.
/// </summary>
public sealed class FastJudge
{
    // A run that is longer is judged in parts, each from the state in which the machine is then.
    private const int LongestSpan = 4_096;

    private readonly Sequence<EventKind> _reported;
    private readonly int _budget;
    private readonly List<(Operation Operation, Answer Answer)> _span = [];
    private OptimizedMachine? _machine;
    private Outline? _outline;
    private State _anchor;
    private AnswerJudge? _judge;

    // Whether the span begins where the run does.
    private bool _isWhole;

    /// <summary>Begins a run.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="reported">The kinds of invalidation that the implementation reports.</param>
    /// <param name="budget">How many ways are looked at to explain one answer.</param>
    /// <param name="isFast">Whether the machine is asked first.</param>
    public FastJudge(World world, Profile profile, Sequence<EventKind> reported, int budget, bool isFast = true)
    {
        _reported = reported;
        _budget = budget;
        _anchor = ReferenceModel.Init(world, profile);
        _isWhole = true;
        if (isFast)
        {
            _machine = new OptimizedMachine(world, profile);
        }
        else
        {
            _judge = Fresh();
        }
    }

    /// <summary>Goes on in the middle of a run, by the reference.</summary>
    /// <param name="states">The states in which the implementation may be.</param>
    /// <param name="reported">The kinds of invalidation that it reports.</param>
    /// <param name="budget">How many ways are looked at to explain one answer.</param>
    public FastJudge(IReadOnlyList<State> states, Sequence<EventKind> reported, int budget)
    {
        _reported = reported;
        _budget = budget;
        _anchor = states[0];
        _judge = new AnswerJudge(states, reported, budget);
    }

    /// <summary>
    /// Whether more is possible than can be looked at, so that of what follows it is only looked at whether any state can give it.
    /// </summary>
    public bool IsLeft => LeftAt > 0;

    /// <summary>If so: how many operations were judged until then, the one included that was not decided; else 0.</summary>
    public int LeftAt { get; private set; }

    /// <summary>Whether all answers were those of the machine.</summary>
    public bool IsFast => _judge is null;

    /// <summary>How many operations were judged. If one diverges it is the last of these.</summary>
    public int Judged { get; private set; }

    /// <summary>How the last operation ends canonically.</summary>
    public Outcome Canonical { get; private set; } = Outcome.Ok;

    /// <summary>The clauses that the reference followed in the last operation; none if it was not asked.</summary>
    public ClauseSet Clauses { get; private set; }

    /// <summary>A state in which the implementation may have been before the last operation; null if the reference was not asked.</summary>
    public State? Before { get; private set; }

    /// <summary>How many answers have needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained => _judge?.Explained ?? 0;

    /// <summary>What is to be said of the answer to the next operation.</summary>
    public Judgement Apply(Operation operation, Answer answer)
    {
        if (_machine is not null && Agrees(_machine, operation, answer))
        {
            _span.Add((operation, answer));
            Judged++;
            Clauses = default;
            Shorten();
            return Judgement.Allowed;
        }

        return SlowDown() ?? ByReference(operation, answer);
    }

    /// <summary>What is to be said of what was seen once everything has settled.</summary>
    /// <param name="last">The operation before it.</param>
    /// <param name="seen">What was seen.</param>
    public Judgement Settle(Operation last, StateObservation seen) =>
        _machine is not null && StateFit.Check(_machine.Observe(), seen, Misfit.FirstPage, isSettled: true) is null
            ? Judgement.Allowed
            : SlowDown() ?? _judge!.Settle(last, seen);

    /// <summary>The states in which the implementation may be, as far as that is known, at least one.</summary>
    /// <param name="partly">Why more are possible than these; empty if no others are.</param>
    public IReadOnlyList<State> States(out string partly)
    {
        _ = SlowDown();
        partly = _judge!.Partly;
        return _judge.States;
    }

    private bool Agrees(OptimizedMachine machine, Operation operation, Answer answer)
    {
        Canonical = machine.Apply(operation);
        _outline?.Follow(operation);
        return answer is { Kind: AnswerKind.Ended, State: null }
            && OutcomeFit.Check(operation, Canonical, answer) is null
            && (
                answer.Events is not { } events
                || EventFit.Check(Sequence.Create(machine.Events), events, _reported) is null
            )
            && (answer.Touched.Count == 0 || Shows(new MachineViews(machine), operation, answer.Touched));
    }

    private bool Shows(MachineViews views, Operation operation, Sequence<PageObservation> touched)
    {
        _outline ??= Outlined(operation);
        foreach (PageObservation seen in touched)
        {
            if (PageFit.Check(_outline.State, views, seen, Misfit.FirstPage) is not null)
            {
                return false;
            }
        }

        return true;
    }

    // Who is not shown any page needs no outline.
    private Outline Outlined(Operation last)
    {
        Outline outline = new(_anchor);
        foreach ((Operation operation, _) in _span)
        {
            outline.Follow(operation);
        }

        outline.Follow(last);
        return outline;
    }

    private void Shorten()
    {
        if (_span.Count >= LongestSpan)
        {
            _anchor = _machine!.Observe();
            _outline = null;
            _isWhole = false;
            _span.Clear();
        }
    }

    private AnswerJudge Fresh() =>
        _isWhole
            ? new AnswerJudge(_anchor.World, _anchor.Profile, _reported, _budget)
            : new AnswerJudge([_anchor], _reported, _budget);

    // Gives the reference what the machine has agreed with; what it says against that, if anything.
    private Judgement? SlowDown()
    {
        if (_judge is not null)
        {
            return null;
        }

        _machine = null;
        _outline = null;
        _judge = Fresh();
        int before = Judged - _span.Count;
        for (int index = 0; index < _span.Count; index++)
        {
            Judged = before + index;
            Judgement judgement = ByReference(_span[index].Operation, _span[index].Answer);
            if (judgement.Kind == JudgementKind.Diverges || (judgement.Kind == JudgementKind.Open && !IsLeft))
            {
                return judgement;
            }
        }

        _span.Clear();
        return null;
    }

    private Judgement ByReference(Operation operation, Answer answer)
    {
        AnswerJudge judge = _judge!;
        if (IsLeft)
        {
            Judged++;
            Before = null;
            Clauses = default;
            return judge.Apply(operation, answer);
        }

        State before = judge.State;
        Transition canonical = ReferenceModel.Run(before, operation);
        Judgement judgement = judge.Apply(new Prediction(operation, before, canonical), answer);
        Judged++;
        Before = before;
        Canonical = canonical.Outcome;
        Clauses = judge.Last.Clauses;
        LeftAt = judge.IsLeft ? Judged : 0;
        return judgement;
    }
}
