using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Makes a race of the lines of a concurrent scenario.</summary>
internal sealed class RaceReader
{
    private readonly List<Operation> _setup = [];
    private readonly List<string> _names = [];
    private readonly List<List<Operation>> _agents = [];
    private readonly List<Turn> _schedule = [];
    private string? _begun;

    /// <summary>The race.</summary>
    public Race Read(Scenario scenario)
    {
        foreach (ScenarioLine line in scenario.Lines)
        {
            // Who begins and does not go on at once waits with its first step.
            string? begun = _begun;
            bool goesOn = begun is not null && begun == StepsIn(line);
            _schedule.AddRange(begun is null || goesOn ? [] : [TurnOf(begun, Choice.Canonical)]);
            _begun = null;
            Read(line);
        }

        return new Race(
            scenario.World,
            scenario.Profile,
            [.. _setup],
            [.. _agents.Select(static operations => Sequence.Create<Operation>([.. operations]))],
            [.. _schedule]
        );
    }

    private void Read(ScenarioLine line)
    {
        switch (line)
        {
            case OperationLine it:
                // Between turns, an operation that runs alone has no place in a race.
                _setup.AddRange(_agents.Count == 0 ? [it.Operation] : []);
                break;
            case BeginLine it:
                Begin(it);
                break;
            case StepLine it:
                _schedule.AddRange(Enumerable.Repeat(TurnOf(it.Name, Choice.Canonical), it.Count));
                break;
            case ChooseLine it:
                _schedule.Add(TurnOf(it.Name, it.Choice));
                break;
            case StepToLine:
            case EndLine:
            case BlockedLine:
            case LeaveLine:
            case ExpectPage:
            case ExpectMirror:
            case ExpectUsed:
                break;
        }
    }

    private void Begin(BeginLine line)
    {
        if (!_names.Contains(line.Name))
        {
            _names.Add(line.Name);
            _agents.Add([]);
        }

        _agents[_names.IndexOf(line.Name)].Add(line.Operation);
        _begun = line.Name;
    }

    private Turn TurnOf(string name, Choice choice) => new(_names.IndexOf(name), choice);

    private static string? StepsIn(ScenarioLine line) =>
        line is StepLine step ? step.Name
        : line is ChooseLine choose ? choose.Name
        : null;
}
