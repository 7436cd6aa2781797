using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// One run of a trace, from a reset on. An operation that is in flight alone is judged as one after another are; as soon as
/// there are two, all are judged as such that take turns, until nothing is in flight any more.
/// </summary>
internal sealed class TraceRun
{
    private const int MostKept = 1 << 17;

    private readonly World _world;
    private readonly Profile _profile;
    private readonly Capabilities _capabilities;
    private readonly TraceOptions _options;
    private readonly Dictionary<long, TraceCall> _calls = [];
    private readonly List<string> _agents = [];
    private FastJudge _judge;
    private ConcurrentJudge? _concurrent;
    private TraceCall? _alone;
    private long _explained;
    private List<Operation>? _operations = [];
    private Operation? _last;
    private bool _isLeft;

    // Why the states in which operations began to take turns are not all that were possible; empty if they are.
    private string _partly = "";

    public TraceRun(World world, Profile profile, Capabilities capabilities, TraceOptions options, long reset)
    {
        _world = world;
        _profile = profile;
        _capabilities = capabilities;
        _options = options;
        Reset = reset;
        _judge = new FastJudge(world, profile, capabilities.Events, options.Budget);
    }

    /// <summary>The line of the reset that begins it; 0 if none does.</summary>
    public long Reset { get; }

    /// <summary>How many operations were accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>How many answers were judged.</summary>
    public long Judged { get; private set; }

    /// <summary>Whether it has diverged or is undecided: of what follows nothing can be said.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether several operations are in flight.</summary>
    public bool IsConcurrent => _concurrent is not null;

    /// <summary>Whether any operation is in flight.</summary>
    public bool IsFlying => _calls.Count > 0;

    /// <summary>The agents that have an operation in flight.</summary>
    public IEnumerable<string> Flying => _calls.Values.Select(static call => call.Name);

    /// <summary>How many answers needed something to have happened by itself, or a choice that is not canonical.</summary>
    public long Explained => _explained + _judge.Explained + (_concurrent?.Explained ?? 0);

    /// <summary>What is to be said of the answer to an operation that nothing was in flight beside.</summary>
    public Judgement Apply(Operation operation, Answer answer)
    {
        Keep(operation);
        return Alone(operation, answer);
    }

    /// <summary>What is to be said of what was seen once everything had settled.</summary>
    public Judgement Settle(StateObservation seen)
    {
        if (_last is null)
        {
            return Fresh(seen);
        }

        Judgement judgement = _judge.Settle(_last, seen);
        return _isLeft && judgement.Kind == JudgementKind.Open ? Judgement.Allowed : End(judgement);
    }

    /// <summary>An agent calls an operation; what is wrong with that, or null.</summary>
    public string? Call(long id, string name, Operation operation)
    {
        if (_calls.ContainsKey(id))
        {
            return $"The call has the id {id}, and so has another that has not returned; expected an id of its own.";
        }

        if (_calls.Values.Any(call => call.Name == name))
        {
            return $"The agent {name} calls an operation before its last one has returned; expected its return first.";
        }

        int agent = AgentOf(name);
        _calls.Add(id, new TraceCall(agent, name, operation));
        if (IsOver)
        {
            return null;
        }

        Keep(operation);
        if (_calls.Count == 1)
        {
            _alone = _calls[id];
            return null;
        }

        if (_isLeft)
        {
            IsOver = true;
            return null;
        }

        Fly();
        _concurrent!.Call(agent, operation);
        return null;
    }

    /// <summary>Whether a call with this id has not returned.</summary>
    public bool IsCalled(long id) => _calls.ContainsKey(id);

    /// <summary>The operation that was called with this id.</summary>
    public Operation OperationOf(long id) => _calls[id].Operation;

    /// <summary>What is to be said of the answer to a call; allowed if the run is over.</summary>
    public Judgement Return(long id, Answer answer)
    {
        _calls.Remove(id, out TraceCall call);
        if (IsOver)
        {
            return Judgement.Allowed;
        }

        if (_concurrent is null)
        {
            _alone = null;
            return Alone(call.Operation, answer);
        }

        Judgement judgement = _concurrent.Return(call.Agent, answer);
        bool isUndecided = judgement.Kind == JudgementKind.Diverges && _partly.Length > 0;
        judgement = Count(isUndecided ? Judgement.Open(_partly) : judgement);
        if (_concurrent.InFlight == 0 && !IsOver)
        {
            _explained += _judge.Explained + _concurrent.Explained;
            _judge = new FastJudge(_concurrent.States, _capabilities.Events, _options.Budget);
            _concurrent = null;
        }

        return judgement;
    }

    /// <summary>What is to be said of the answers to two operations that were carried out at the same time.</summary>
    public Judgement Race(PairRace pair, RacedAnswers answers, out Operation judged)
    {
        judged = pair.First;
        Keep(pair.First);
        Keep(pair.Second);
        if (_isLeft)
        {
            IsOver = true;
            return Judgement.Allowed;
        }

        IReadOnlyList<State> states = _judge.States(out string partly);
        if (partly.Length > 0)
        {
            return Count(Judgement.Open(partly));
        }

        ConcurrentJudge race = new(states, _capabilities.Ordering, _options.ConcurrentBudget) { LeavesOutPages = true };
        race.Call(0, pair.First);
        race.Call(1, pair.Second);
        Judgement judgement = Count(race.Return(0, answers.First));
        if (!IsOver)
        {
            judged = pair.Second;
            judgement = Count(race.Return(1, answers.Second));
        }

        _explained += _judge.Explained + race.Explained;
        _judge = new FastJudge(race.States, _capabilities.Events, _options.Budget);
        return judgement;
    }

    /// <summary>Leaves it undecided.</summary>
    public void Leave() => IsOver = true;

    /// <summary>The operations up to now with what is wrong with the last answer; none if they were too many.</summary>
    public Finding Finding(Divergence divergence) => new(_world, _profile, [.. _operations ?? []], divergence);

    /// <summary>Whether all operations were kept.</summary>
    public bool IsWhole => _operations is not null;

    // A state that was seen before any operation is that of the reset.
    private Judgement Fresh(StateObservation seen) => End(_judge.Settle(new Exit(0), seen));

    // What could not be decided may yet turn out to be impossible; that it is left is said once.
    private Judgement Alone(Operation operation, Answer answer)
    {
        Judgement judgement = _judge.Apply(operation, answer);
        if (judgement.Kind != JudgementKind.Open || !_judge.IsLeft)
        {
            return Count(judgement);
        }

        Judged++;
        bool isNew = !_isLeft;
        _isLeft = true;
        return isNew ? judgement : Judgement.Allowed;
    }

    private int AgentOf(string name)
    {
        int agent = _agents.IndexOf(name);
        if (agent < 0)
        {
            agent = _agents.Count;
            _agents.Add(name);
        }

        return agent;
    }

    // The one that was alone is not any more.
    private void Fly()
    {
        if (_concurrent is null)
        {
            _concurrent = new ConcurrentJudge(
                _judge.States(out _partly),
                _capabilities.Ordering,
                _options.ConcurrentBudget
            );
            _concurrent.Call(_alone!.Value.Agent, _alone.Value.Operation);
            _alone = null;
        }
    }

    private void Keep(Operation operation)
    {
        _last = operation;
        _operations?.Add(operation);
        _operations = _operations is { Count: > MostKept } ? null : _operations;
    }

    private Judgement Count(Judgement judgement)
    {
        Judged++;
        Accepted += judgement.Kind == JudgementKind.Allowed ? 1 : 0;
        return End(judgement);
    }

    private Judgement End(Judgement judgement)
    {
        IsOver |= judgement.Kind != JudgementKind.Allowed;
        return judgement;
    }
}
