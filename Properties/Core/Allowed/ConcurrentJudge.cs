using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Judges operations that are in flight at the same time: says of each return whether the steps of the reference can have
/// taken turns so that each operation took effect between its call and its return, both included, and ended as it was
/// answered. One that never returns may have taken effect or not.
/// </summary>
/// <remarks>
/// It keeps all positions in which the implementation may be. Where there is none by canonical steps alone, it looks again
/// from the last moment at which nothing was in flight, with all choices, and with something that happened by itself.
/// </remarks>
public sealed class ConcurrentJudge
{
    /// <summary>How many positions are looked at to explain one answer, unless told otherwise.</summary>
    public const int DefaultBudget = 200_000;

    /// <summary>How many positions are carried on at most.</summary>
    public const int MostPositions = 4_096;

    private const int SpanLength = 256;

    private static readonly (bool Choices, int Happenings)[] Liberties = [(false, 0), (true, 0), (true, 1), (true, 2)];

    private readonly int _budget;
    private readonly int _liberty;
    private readonly bool _isRelaxed;
    private readonly List<Operation> _flying = [];
    private readonly List<int> _agents = [];
    private readonly List<FlightMove> _moves = [];
    private List<FlightPosition> _start;
    private List<FlightPosition> _now;
    private State _quiet;

    /// <summary>Begins at a moment at which nothing is in flight.</summary>
    /// <param name="states">The states in which the implementation may be.</param>
    /// <param name="ordering">What it promises of operations in flight at the same time.</param>
    /// <param name="budget">How many positions are looked at to explain one answer.</param>
    /// <param name="liberty">
    /// How much is taken for possible from the first: 0 for canonical steps alone, unless an answer needs more; up to <see cref="MostLiberty"/>.
    /// </param>
    public ConcurrentJudge(
        IReadOnlyList<State> states,
        MemoryOrdering ordering,
        int budget = DefaultBudget,
        int liberty = 0
    )
    {
        _budget = budget;
        _liberty = liberty;
        _isRelaxed = ordering == MemoryOrdering.Relaxed;
        _now = [.. states.Select(static state => new FlightPosition(state, [], 0))];
        _start = _now;
        _quiet = states[0];
    }

    /// <summary>The largest liberty: all choices, and something that happened by itself.</summary>
    public static int MostLiberty => Liberties.Length - 1;

    /// <summary>Whether what became of the pages of a migration may be left out of an answer, and is not judged then.</summary>
    public bool LeavesOutPages { get; init; }

    /// <summary>How many operations are in flight.</summary>
    public int InFlight => _flying.Count;

    /// <summary>How many answers have needed a choice that is not canonical, or something to have happened by itself.</summary>
    public long Explained { get; private set; }

    /// <summary>The states in which the implementation may be; only where nothing is in flight.</summary>
    public IReadOnlyList<State> States => [.. _now.Select(static position => position.State)];

    /// <summary>An agent, which has nothing in flight, calls an operation.</summary>
    public void Call(int agent, Operation operation)
    {
        _agents.Add(agent);
        _flying.Add(operation);
        _moves.Add(new FlightMove(operation, 0, null));
        _now = Called(_now, operation);
    }

    /// <summary>What is to be said of the answer to the operation that an agent has in flight.</summary>
    public Judgement Return(int agent, Answer answer)
    {
        int index = _agents.IndexOf(agent);
        Operation operation = _flying[index];
        _moves.Add(new FlightMove(null, index, answer));
        Judgement judgement = answer.Kind is AnswerKind.Unsupported or AnswerKind.Fault
            ? Judgement.Open($"{OperationText.Format(operation)} was answered with {answer.Word}: {answer.Reason}")
            : Explain(operation, index, answer);
        _agents.RemoveAt(index);
        _flying.RemoveAt(index);
        if (judgement.Kind == JudgementKind.Allowed)
        {
            GoOn();
        }

        return judgement;
    }

    private Judgement Explain(Operation operation, int index, Answer answer)
    {
        FlightSearch plain = Search(_liberty);
        List<FlightPosition> found = plain.Return(_now, index, answer);
        bool isExhausted = plain.IsExhausted;
        for (int liberty = _liberty + 1; liberty <= MostLiberty && found.Count == 0 && !isExhausted; liberty++)
        {
            FlightSearch free = Search(liberty);
            found = Again(free);
            isExhausted = free.IsExhausted;
            Explained += found.Count > 0 ? 1 : 0;
        }

        // A search that was ended has not found all positions, and what comes later may need another of them.
        if (isExhausted)
        {
            return Judgement.Open(
                $"{_budget} positions were looked at to explain {OperationText.Format(operation)}, and there are more"
            );
        }

        if (found.Count == 0)
        {
            return Diverges(operation, answer, plain);
        }

        _now = found;
        return found.Count <= MostPositions
            ? Judgement.Allowed
            : Judgement.Open(
                $"after {OperationText.Format(operation)} more than {MostPositions} positions are possible"
            );
    }

    private FlightSearch Search(int liberty) =>
        new(_budget, Liberties[liberty].Choices, Liberties[liberty].Happenings) { LeavesOutPages = LeavesOutPages };

    private List<FlightPosition> Again(FlightSearch search)
    {
        List<FlightPosition> now = _start;
        foreach (FlightMove move in _moves)
        {
            now = move.Called is { } called ? Called(now, called) : search.Return(now, move.Index, move.Answer!);
        }

        return now;
    }

    // Where nothing is in flight, what was before is settled; and if something always is, memory must not grow.
    private void GoOn()
    {
        if (_flying.Count == 0)
        {
            _now = [.. _now.Select(static position => position with { Happened = 0 })];
            _quiet = _now[0].State;
        }

        if (_flying.Count == 0 || _moves.Count >= SpanLength)
        {
            _start = _now;
            _moves.Clear();
        }
    }

    private static List<FlightPosition> Called(List<FlightPosition> from, Operation operation) =>
        [.. from.Select(position => position.Call(operation))];

    private Judgement Diverges(Operation operation, Answer answer, FlightSearch plain)
    {
        if (
            _isRelaxed
            && operation is Load or DeviceLoad
            && plain.Allowed.Any(one => one.Status == answer.Outcome.Status)
        )
        {
            return Judgement.Open(
                $"{OperationText.Format(operation)} delivers what no order of the operations gives, and the ordering that is promised is relaxed"
            );
        }

        Misfit misfit =
            plain.Nearest
            ?? Misfit.Of(
                DivergenceKind.Outcome,
                0,
                "outcome",
                "no end: it waits for another",
                answer.IsKnown ? OutcomeText.Format(answer.Outcome) : answer.Word
            );
        (string clause, StepName? step) = Blame.Of(_quiet, operation, misfit);
        return Judgement.Diverges(
            new Divergence(misfit.Kind, clause, misfit.Subject, misfit.Expected, misfit.Found)
            {
                Allowed = [.. plain.Allowed.Select(OutcomeText.Format)],
                Step = step,
            }
        );
    }
}
