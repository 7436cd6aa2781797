using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Looks for the cheapest schedule with which given operations end in a given fault: all schedules in the order of their
/// cost (steps and switches), each situation once, until the fault is met or the budget is used up.
/// </summary>
/// <param name="model">Whose steps.</param>
/// <param name="wanted">The fault.</param>
internal sealed class ScheduleSearch(IStepModel model, RaceFinding wanted)
{
    private readonly Choice[] _choices =
    [
        .. wanted.Race.Schedule.AsEnumerable().Select(static turn => turn.Choice).Distinct(),
    ];

    private readonly HashSet<Situation> _seen = [];
    private readonly List<Queue<Node>> _byCost = [];
    private Race _race = null!;
    private int _below;

    /// <summary>How many steps were tried in all searches.</summary>
    public int Steps { get; private set; }

    /// <summary>The race with the cheapest schedule that shows the fault for less than a cost; null if none was found.</summary>
    /// <param name="race">The operations; its schedule does not matter.</param>
    /// <param name="below">What steps and switches have to stay below.</param>
    /// <param name="budget">How many steps may be tried.</param>
    public Race? Find(Race race, int below, int budget)
    {
        _race = race;
        _below = below;
        _seen.Clear();
        _byCost.Clear();
        if (Prepared() is not RacePosition start)
        {
            return null;
        }

        int end = Steps + budget;
        Push(new Node(null, default, start, Sequence.Repeat(0, race.Agents.Count), 0));
        for (int cost = 0; cost < _byCost.Count; cost++)
        {
            while (_byCost[cost].TryDequeue(out Node? node))
            {
                if (_seen.Add(Situation.Of(node)) && Expand(node) is Race found)
                {
                    return found;
                }

                if (Steps >= end)
                {
                    return null;
                }
            }
        }

        return null;
    }

    private RacePosition? Prepared()
    {
        RaceRecorder recorder = new(model, _race.World, _race.Profile, _race.Agents.Count);
        foreach (Operation operation in _race.Setup)
        {
            recorder.Prepare(operation);
        }

        return recorder.IsOver ? null : recorder.Position;
    }

    private Race? Expand(Node node)
    {
        bool wantsDeadlock = wanted.Fault == RaceFault.Deadlock;
        if (wantsDeadlock && node.Position.IsDeadlock)
        {
            return With(node);
        }

        for (int agent = 0; agent < _race.Agents.Count; agent++)
        {
            int cost = node.Cost + (node.Parent is null || node.Turn.Agent == agent ? 1 : 2);
            if (cost < _below && Step(node, agent, cost) is Race found)
            {
                return found;
            }
        }

        return null;
    }

    private Race? Step(Node node, int agent, int cost)
    {
        RacePosition position = node.Position;
        Sequence<int> begun = node.Begun;
        Sequence<Operation> operations = _race.Agents[agent];
        try
        {
            if (!position.IsBusy(agent))
            {
                if (begun[agent] == operations.Count)
                {
                    return null;
                }

                position = position.Begin(agent, operations[begun[agent]], model);
                begun = begun.Set(agent, begun[agent] + 1);
            }

            Successors successors = position.Now.Next(agent);
            if (successors.Blocked != Blocked.No)
            {
                // That it has begun can matter where all wait in the end.
                if (wanted.Fault == RaceFault.Deadlock && begun != node.Begun)
                {
                    Push(new Node(node, new Turn(agent, default), position, begun, cost));
                }

                return null;
            }

            foreach (Choice choice in _choices)
            {
                Successor taken = RaceReplay.Chosen(successors, choice);
                if (taken.Choice == choice && Enter(node, position, begun, agent, taken, cost) is Race found)
                {
                    return found;
                }
            }

            return null;
        }
        catch (Exception)
        {
            Node last = new(node, new Turn(agent, default), position, begun, cost);
            return wanted.Fault == RaceFault.Crash ? With(last) : null;
        }
    }

    private Race? Enter(Node node, RacePosition position, Sequence<int> begun, int agent, Successor taken, int cost)
    {
        Steps++;
        Operation operation = _race.Agents[agent][begun[agent] - 1];
        Violation? violation = position.Take(agent, taken, out RacePosition after);
        Node next = new(node, new Turn(agent, taken.Choice), after, begun, cost);
        if (violation is null)
        {
            Push(next);
            return null;
        }

        return wanted.Fault == RaceFault.Violation && wanted.IsLike(wanted with { Violation = violation })
            ? With(next)
            : null;
    }

    private void Push(Node node)
    {
        while (_byCost.Count <= node.Cost)
        {
            _byCost.Add(new Queue<Node>());
        }

        _byCost[node.Cost].Enqueue(node);
    }

    private Race With(Node last)
    {
        List<Turn> turns = [];
        for (Node node = last; node.Parent is not null; node = node.Parent)
        {
            turns.Add(node.Turn);
        }

        turns.Reverse();
        return _race with { Schedule = [.. turns] };
    }

    private sealed record Node(Node? Parent, Turn Turn, RacePosition Position, Sequence<int> Begun, int Cost);

    /// <summary>What decides all that can still happen, and what it costs.</summary>
    private readonly record struct Situation(
        State State,
        FlatMemory Flat,
        CommitLedger Ledger,
        Sequence<Activity?> Activities,
        Sequence<int> Begun,
        int Mover
    )
    {
        public static Situation Of(Node node) =>
            new(
                node.Position.Now.State,
                node.Position.Now.Flat,
                node.Position.Ledger,
                node.Position.Now.Activities,
                node.Begun,
                node.Parent is null ? -1 : node.Turn.Agent
            );
    }
}
