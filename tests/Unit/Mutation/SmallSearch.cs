using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>
/// Everything that can happen in a small world, breadth first, up to the first step that breaks something. It is as plain
/// as it can be: what the explorer finds is held against it.
/// </summary>
internal sealed class SmallSearch
{
    /// <summary>No world of the defects comes near it.</summary>
    private const int MaxStates = 20_000;

    /// <summary>What of a state alone cannot be said (<see cref="EveryOperationEnds"/>).</summary>
    private const string NoEnd = "INV-45";

    private readonly IStepModel _model;
    private readonly SmallWorld _world;
    private readonly bool _takingTurns;
    private readonly Dictionary<SmallNode, int> _numbers = [];
    private readonly List<(SmallNode Node, int From, string Step)> _nodes = [];
    private readonly List<(int From, int To)> _edges = [];

    /// <param name="model">The model in steps.</param>
    /// <param name="world">The world.</param>
    /// <param name="takingTurns">
    /// Whether activities take turns; if not, each operation runs alone from its beginning to its end.
    /// </param>
    public SmallSearch(IStepModel model, SmallWorld world, bool takingTurns)
    {
        _model = model;
        _world = world;
        _takingTurns = takingTurns;
        Enter(-1, "", SetUp());
        for (int next = 0, end = 1; next < _nodes.Count && Finding is null; end = _nodes.Count)
        {
            for (; next < end; next++)
            {
                Expand(next);
            }
        }

        Finding ??= WithoutEnd();
    }

    /// <summary>What is broken first; null if nothing is.</summary>
    public SmallFinding? Finding { get; private set; }

    /// <summary>How many moments were found.</summary>
    public int States => _nodes.Count;

    private SmallNode SetUp()
    {
        Interleaving now = Interleaving.Initial(_world.Sizes, _world.Profile, _world.Agents.Count);
        foreach (string line in _world.Setup)
        {
            now = now.Begin(0, _model.Begin(Read(line)));
            while (!now.IsQuiescent)
            {
                Successor taken = now.Next(0).Canonical;
                Interleaving after = now.After(0, taken);
                Assert.Null(SmallBreach.Of(now, taken, after, alone: null));
                Assert.True(taken.Activity is not null || taken.Outcome.Status == Status.Ok, line);
                now = after;
            }
        }

        return new SmallNode(now, Sequence.Repeat(_world.OperationsEach, _world.Agents.Count), null);
    }

    private void Expand(int number)
    {
        SmallNode node = _nodes[number].Node;
        if (node.Now.IsDeadlock)
        {
            Finding ??= Found([NoEnd], "each activity waits for another", number);
            return;
        }

        for (int agent = 0; agent < _world.Agents.Count; agent++)
        {
            if (node.Now.Activities[agent] is not null)
            {
                Step(number, node, agent);
            }
            else if (node.Left[agent] > 0 && (_takingTurns || node.Now.IsQuiescent))
            {
                foreach (string line in _world.Agents[agent])
                {
                    Step(number, Begun(node, agent, Read(line)), agent);
                }
            }
        }
    }

    private SmallNode Begun(SmallNode node, int agent, Operation operation) =>
        new(
            node.Now.Begin(agent, _model.Begin(operation)),
            node.Left.Set(agent, node.Left[agent] - 1),
            _takingTurns ? null : (node.Now.State, operation)
        );

    private void Step(int from, SmallNode begun, int agent)
    {
        foreach (Successor taken in begun.Now.Next(agent).All)
        {
            bool ended = taken.Activity is null;
            Interleaving after = begun.Now.After(agent, taken);
            SmallNode to = begun with
            {
                Now = _takingTurns ? SmallNumbers.Of(after) : after,
                Alone = ended ? null : begun.Alone,
            };
            string choice = taken.Choice == Choice.Canonical ? "" : $" ({taken.Choice.Kind})";
            int number = Enter(from, $"{agent}: {StepLabels.Of(taken.Step)}{choice}", to);
            if (SmallBreach.Of(begun.Now, taken, after, ended ? begun.Alone : null) is SmallBreach breach)
            {
                Finding ??= Found(breach.Broken, breach.Sentence, number);
            }
        }
    }

    private int Enter(int from, string step, SmallNode to)
    {
        if (_numbers.TryAdd(to, _nodes.Count))
        {
            _nodes.Add((to, from, step));
            Assert.True(_nodes.Count < MaxStates, "The world is not small.");
        }

        int number = _numbers[to];
        _edges.Add((from, number));
        return number;
    }

    /// <summary>The first moment after which no schedule ends all that is under way.</summary>
    private SmallFinding? WithoutEnd()
    {
        bool[] ends = [.. _nodes.Select(static entry => entry.Node.Now.IsQuiescent)];
        for (bool changed = true; changed; )
        {
            changed = false;
            foreach ((int from, int to) in Enumerable.Reverse(_edges))
            {
                if (from >= 0 && ends[to] && !ends[from])
                {
                    ends[from] = true;
                    changed = true;
                }
            }
        }

        int first = Array.IndexOf(ends, false);
        return first < 0 ? null : Found([NoEnd], "no schedule ends all that is under way", first);
    }

    private SmallFinding Found(Sequence<string> broken, string sentence, int number)
    {
        List<string> schedule = [];
        for (int at = number; _nodes[at].From >= 0; at = _nodes[at].From)
        {
            schedule.Insert(0, _nodes[at].Step);
        }

        return new SmallFinding(broken, sentence, [.. schedule], _nodes[number].Node.Now.State);
    }

    private static Operation Read(string line) =>
        OperationText.TryParse(line, out Operation? operation, out TextError? error)
            ? operation
            : throw new InvalidOperationException($"{line}: {error}");
}
