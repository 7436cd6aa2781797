using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Makes scenarios of runs in which operations took turns.</summary>
public static class ConcurrentScenario
{
    /// <summary>
    /// The scenario of a run: the operations before it one after another, then a line for every move, the label of each
    /// step in a comment. An operation that came to its end is wanted to end so; one that did not is left open. The title,
    /// the clauses, the source and the comments are the caller's.
    /// </summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="setup">The operations before the first move; of each is wanted what the reference does.</param>
    /// <param name="moves">The moves, in their order.</param>
    public static Scenario FromSchedule(
        World world,
        Profile profile,
        IEnumerable<Operation> setup,
        IEnumerable<ScheduleMove> moves
    )
    {
        SortedSet<int> open = [];
        List<ScenarioLine> lines = [.. Alone(world, profile, setup)];
        foreach (ScheduleMove move in moves)
        {
            string name = AgentNames.Of(move.Agent);
            switch (move)
            {
                case Begun begun:
                    open.Add(move.Agent);
                    lines.Add(new BeginLine(name, begun.Operation));
                    break;
                case Stepped { Step: Successor step }:
                    string label = StepLabels.Of(step.Step);
                    lines.Add(
                        step.Choice == Choice.Canonical
                            ? new StepLine(name) { Comment = label }
                            : new ChooseLine(name, step.Choice) { Comment = label }
                    );
                    if (step.Activity is null)
                    {
                        open.Remove(move.Agent);
                        lines.Add(new EndLine(name, WantedOutcome.Of(step.Outcome)));
                    }

                    break;
            }
        }

        lines.AddRange(open.Select(static agent => new LeaveLine(AgentNames.Of(agent))));
        return new Scenario("", [], "", world, profile, [.. lines]);
    }

    /// <summary>
    /// The same of a run whose agents each have a list of operations, and in which nobody waited to begin: an agent's
    /// first operation begins at once, each next one when the one before it has ended.
    /// </summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="setup">The operations before the first step.</param>
    /// <param name="begun">The operations of the agents, those of each in their order.</param>
    /// <param name="taken">The steps, in their order.</param>
    public static Scenario FromSchedule(
        World world,
        Profile profile,
        IEnumerable<Operation> setup,
        IEnumerable<(int Agent, Operation Operation)> begun,
        IEnumerable<(int Agent, Successor Step)> taken
    )
    {
        Dictionary<int, Queue<Operation>> waiting = begun
            .GroupBy(static entry => entry.Agent, static entry => entry.Operation)
            .ToDictionary(static group => group.Key, static group => new Queue<Operation>(group));
        List<ScheduleMove> moves = [];
        foreach (int agent in waiting.Keys.Order())
        {
            BeginNext(agent);
        }

        foreach ((int agent, Successor step) in taken)
        {
            moves.Add(new Stepped(step) { Agent = agent });
            if (step.Activity is null)
            {
                BeginNext(agent);
            }
        }

        return FromSchedule(world, profile, setup, moves);

        void BeginNext(int agent)
        {
            if (waiting[agent].TryDequeue(out Operation? operation))
            {
                moves.Add(new Begun(operation) { Agent = agent });
            }
        }
    }

    private static IEnumerable<OperationLine> Alone(World world, Profile profile, IEnumerable<Operation> operations)
    {
        State state = ReferenceModel.Init(world, profile);
        foreach (Operation operation in operations)
        {
            Transition transition = ReferenceModel.Run(state, operation);
            state = transition.After;
            yield return new OperationLine(operation, WantedOutcome.Of(transition.Outcome));
        }
    }
}
