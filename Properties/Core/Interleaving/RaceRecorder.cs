using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Carries out a race step by step, checks every step, and keeps what happened.</summary>
/// <param name="model">Whose steps.</param>
/// <param name="world">The sizes.</param>
/// <param name="profile">The profile.</param>
/// <param name="agents">How many agents there are.</param>
internal sealed class RaceRecorder(IStepModel model, World world, Profile profile, int agents)
{
    private readonly List<Operation> _setup = [];
    private readonly List<RaceStep> _steps = [];
    private readonly List<Operation>[] _begun =
    [
        .. Enumerable.Range(0, agents).Select(static _ => new List<Operation>()),
    ];
    private readonly int[] _waited = new int[agents];
    private Violation? _violation;
    private RaceFault _fault;
    private State? _beforeAlone;

    /// <summary>Where it is.</summary>
    public RacePosition Position { get; private set; } = RacePosition.Initial(world, profile, agents);

    /// <summary>The clauses that were followed.</summary>
    public ClauseSet Clauses { get; private set; }

    /// <summary>How many steps were taken, those of the setup not counted.</summary>
    public int Steps => _steps.Count;

    /// <summary>Whether something was found wrong; nothing more happens then.</summary>
    public bool IsOver => _violation is not null;

    /// <summary>More steps than any operation takes that gets its turn.</summary>
    public static int Patience(World world) => 500 + (50 * world.Pages * world.Processes);

    /// <summary>An operation before the race, from beginning to end.</summary>
    public void Prepare(Operation operation)
    {
        Begin(0, operation);
        for (int step = 0; !IsOver && Position.IsBusy(0); step++)
        {
            if (step == Patience(world))
            {
                Stop(RaceFault.Endless, Unending.Endless(step));
            }
            else if (!TryStep(0, static successors => successors.Canonical))
            {
                StopInDeadlock();
            }
        }

        if (!IsOver)
        {
            _steps.Clear();
            _begun[0].Clear();
            _waited[0] = 0;
            _setup.Add(operation);
        }
    }

    /// <summary>An agent that does nothing begins an operation.</summary>
    public void Begin(int agent, Operation operation)
    {
        _begun[agent].Add(operation);
        _beforeAlone = Position.Now.IsQuiescent ? Position.Now.State : null;
        try
        {
            Position = Position.Begin(agent, operation, model);
        }
        catch (Exception exception)
        {
            StopInCrash(agent, operation, exception);
        }
    }

    /// <summary>A step of an agent that is in the middle of an operation; false if it waits.</summary>
    public bool TryStep(int agent, Func<Successors, Successor> choose)
    {
        if (IsOver)
        {
            return false;
        }

        Operation operation = _begun[agent][^1];
        try
        {
            Successors successors = Position.Now.Next(agent);
            if (successors.Blocked != Blocked.No)
            {
                Wait(agent, operation);
                return false;
            }

            Successor taken = choose(successors);
            Clauses |= taken.Clauses;
            _violation = Position.Take(agent, taken, out RacePosition after);
            Position = after;
            Outcome? outcome = taken.Activity is null ? taken.Outcome : null;
            _violation ??= outcome is null ? null : BrokenAlone(operation, taken);
            Turn turn = new(agent, taken.Choice);
            _steps.Add(new RaceStep(turn, _begun[agent].Count - 1, operation, taken.Step, outcome));
        }
        catch (Exception exception)
        {
            StopInCrash(agent, operation, exception);
        }

        return true;
    }

    /// <summary>Ends it because every agent that is in the middle of something waits.</summary>
    public void StopInDeadlock() => Stop(RaceFault.Deadlock, Unending.Deadlock(Position.Now));

    /// <summary>Ends it because there seems to be no end.</summary>
    /// <param name="steps">How many of the last steps, taken in turns, show it: they do not belong to the race.</param>
    public void StopAsEndless(int steps)
    {
        _steps.RemoveRange(_steps.Count - steps, steps);
        Stop(RaceFault.Endless, Unending.Endless(steps));
    }

    /// <summary>How many operations of each kind were begun, added to what was counted.</summary>
    public void CountInto(long[] perKind)
    {
        foreach (Operation operation in _begun.SelectMany(static begun => begun).Concat(_setup))
        {
            perKind[(int)OperationKinds.Of(operation)]++;
        }
    }

    /// <summary>What happened, without the agents that did nothing; null if nothing is wrong.</summary>
    /// <param name="unbegun">Of each agent: operations that it did not come to, which an endless race needs.</param>
    public RaceFinding? Finding(IReadOnlyList<Sequence<Operation>>? unbegun = null)
    {
        if (_violation is null)
        {
            return null;
        }

        Sequence<Operation> Whole(int agent) =>
            _fault == RaceFault.Endless && unbegun is not null ? unbegun[agent] : [.. _begun[agent]];
        int[] used = [.. Enumerable.Range(0, agents).Where(agent => Whole(agent).Count > 0)];
        Sequence<RaceStep> steps =
        [
            .. _steps.Select(step =>
                step with
                {
                    Turn = step.Turn with { Agent = Array.IndexOf(used, step.Turn.Agent) },
                }
            ),
        ];
        Race race = new(
            world,
            profile,
            [.. _setup],
            [.. used.Select(Whole)],
            Sequence.Generate(steps.Count, index => steps[index].Turn)
        );
        return new RaceFinding(race, _fault, _violation, steps);
    }

    // What holds over an operation that nothing else ran beside: it began, and ends, where all is quiet.
    private Violation? BrokenAlone(Operation operation, Successor taken) =>
        _beforeAlone is State before && Position.Now.IsQuiescent
            ? Invariants.FirstViolation(before, operation, taken.Outcome, taken.State)
            : null;

    // An operation that waits with its first step has begun all the same: not all is quiet any more.
    private void Wait(int agent, Operation operation)
    {
        int index = _begun[agent].Count - 1;
        if (_waited[agent] <= index && !_steps.Exists(step => step.Turn.Agent == agent && step.Operation == index))
        {
            _steps.Add(new RaceStep(new Turn(agent, default), index, operation, RaceStep.Waits, null));
        }

        _waited[agent] = index + 1;
    }

    private void StopInCrash(int agent, Operation operation, Exception exception)
    {
        _steps.Add(new RaceStep(new Turn(agent, default), _begun[agent].Count - 1, operation, RaceStep.Throws, null));
        Stop(RaceFault.Crash, Unending.Crash(operation, exception));
    }

    private void Stop(RaceFault fault, Violation violation)
    {
        _fault = fault;
        _violation ??= violation;
    }
}
