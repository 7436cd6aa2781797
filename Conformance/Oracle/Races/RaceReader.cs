using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Makes a race of the lines of a concurrent scenario.</summary>
internal sealed class RaceReader
{
    private readonly List<Operation> _setup = [];
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<List<Operation>> _agents = [];
    private readonly List<Turn> _schedule = [];
    private string? _begun;

    /// <summary>The race.</summary>
    public Race Read(Scenario scenario)
    {
        foreach (BeginLine line in scenario.Lines.OfType<BeginLine>())
        {
            _names.Add(line.Name);
        }

        _agents.AddRange(_names.Select(static _ => new List<Operation>()));
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
                _setup.AddRange(_schedule.Count == 0 && _begun is null ? [it.Operation] : []);
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
            case HoldLine:
            case ExpectPage:
            case ExpectMirror:
            case ExpectUsed:
                break;
        }
    }

    private void Begin(BeginLine line)
    {
        _agents[IndexOf(line.Name)].Add(line.Operation);
        _begun = line.Name;
    }

    private Turn TurnOf(string name, Choice choice) => new(IndexOf(name), choice);

    private int IndexOf(string name) => _names.TakeWhile(other => other != name).Count();

    private static string? StepsIn(ScenarioLine line) =>
        line is StepLine step ? step.Name
        : line is ChooseLine choose ? choose.Name
        : null;
}
