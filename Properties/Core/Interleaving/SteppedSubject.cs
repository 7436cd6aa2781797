using System.Globalization;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// A model in steps as an implementation that carries out two operations at a time, in an order that depends on nothing but
/// what it is asked for: the first can be held up after any of its steps, and goes on when the other has ended, waits, or tries
/// again and again; without a delay they take turns.
/// </summary>
/// <param name="name">What it is called.</param>
/// <param name="model">Whose steps.</param>
public sealed class SteppedSubject(string name, IStepModel model) : IRacingSubject
{
    /// <summary>After how many steps an operation can be held up at most.</summary>
    public const int MostSteps = 24;

    private const string Point = "step-";

    // More than an operation of a small world takes: one that took as many waits for the other, and tries again and again.
    private const int Patience = 1_000;

    // With so many there is no end.
    private const int MostStepsOfAll = 100_000;

    private readonly Queue<IReadOnlyList<Answer>> _answers = new();
    private Interleaving? _now;
    private int _left;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } =
        ModelCapabilities.All with
        {
            Levels = [ObservationLevel.Outcome, ObservationLevel.State],
            Ordering = MemoryOrdering.Sequential,
            DelayPoints = [.. Enumerable.Range(1, MostSteps).Select(PointAfter)],
        };

    /// <summary>The name of the point after so many steps.</summary>
    public static string PointAfter(int steps) => $"{Point}{steps.ToString(CultureInfo.InvariantCulture)}";

    private Interleaving Now =>
        _now ?? throw new InvalidOperationException("A subject has to be reset before it is asked for anything.");

    /// <inheritdoc/>
    public void Reset(World world, Profile profile)
    {
        _now = Interleaving.Initial(world, profile, agents: 2);
        _answers.Clear();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<Operation> operations, ObservationLevel level)
    {
        List<Answer> answers = new(operations.Length);
        foreach (Operation operation in operations)
        {
            _now = Now.Begin(0, model.Begin(operation));
            Outcome outcome = default;
            _left = MostStepsOfAll;
            while (Take(0) is { } step)
            {
                outcome = step.Outcome;
            }

            Answer answer = Now.IsQuiescent ? Answer.Of(outcome) : Waits();
            _now = Now.End(0);
            answers.Add(level == ObservationLevel.State ? answer with { State = Observe() } : answer);
        }

        _answers.Enqueue(answers);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Receive() => _answers.Dequeue();

    /// <inheritdoc/>
    public RacedAnswers Race(PairRace race)
    {
        _now = Now.Begin(0, model.Begin(race.First)).Begin(1, model.Begin(race.Second));
        Outcome[] outcomes = new Outcome[2];
        int turns = race.Delay is { } delay ? StepsOf(delay.Point) : 1;
        bool wasHeld = false;
        int mover = 0;
        _left = MostStepsOfAll;
        while (!Now.IsQuiescent)
        {
            bool moved = false;
            for (int step = 0; step < turns && Take(mover) is { } taken; step++)
            {
                outcomes[mover] = taken.Outcome;
                moved = true;
            }

            if (race.Delay is not null)
            {
                wasHeld |= mover == 0 && turns <= MostSteps && Now.Activities[0] is not null;
                turns = Patience; // From here on each goes on as far as it can.
            }

            bool othersWait = Now.Activities[1 - mover]?.Next(Now.State).Blocked != Blocked.No;
            if (_left == 0 || (!moved && othersWait))
            {
                return Stuck(wasHeld);
            }

            mover = 1 - mover;
        }

        return new RacedAnswers(Answer.Of(outcomes[0]), Answer.Of(outcomes[1])) { WasHeld = wasHeld };
    }

    /// <inheritdoc/>
    public StateObservation? Observe() => StateObservation.Of(Now.State);

    /// <inheritdoc/>
    public void Dispose() { }

    private static int StepsOf(string point) =>
        int.Parse(point.AsSpan(Point.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    // A step by a canonical choice; null if there is none that can be taken, or enough were.
    private Successor? Take(int agent)
    {
        if (
            _left == 0
            || Now.Activities[agent] is not { } activity
            || activity.Next(Now.State) is not { Blocked: Blocked.No } next
        )
        {
            return null;
        }

        _left--;
        _now = Now.After(agent, next.Canonical);
        return next.Canonical;
    }

    private Answer Waits() =>
        Answer.Without(
            AnswerKind.Fault,
            "fault",
            _left > 0 ? "it waits for what nobody gives back" : $"there is no end after {MostStepsOfAll} steps"
        );

    private RacedAnswers Stuck(bool wasHeld)
    {
        Answer answer = Waits();
        _now = Now.End(0).End(1);
        return new RacedAnswers(answer, answer) { WasHeld = wasHeld };
    }
}
