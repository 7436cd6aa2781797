using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>A line of a scenario that was run.</summary>
/// <param name="Line">The line.</param>
/// <param name="Steps">The steps that were taken for it.</param>
/// <param name="Problem">What is not as the line wants it, or is broken, in one sentence; null if nothing.</param>
/// <param name="Stops">Whether nothing can be said of the lines below.</param>
public sealed record LineRun(ScenarioLine Line, IReadOnlyList<TakenStep> Steps, string? Problem, bool Stops)
{
    /// <summary>How the operation ended, if it did in this line.</summary>
    public Outcome? Outcome => Steps is [.., { Step: { Activity: null } last }] ? last.Outcome : null;

    /// <summary>What each open operation waits for after the line; null for one that can go on.</summary>
    public IReadOnlyList<(string Name, Waiting? Waiting)> Open { get; init; } = [];
}

/// <summary>
/// Runs a scenario in which operations take turns on a model in steps, with every invariant after every step. A line that
/// wants something else is a mismatch; a line that cannot be followed, or a step that breaks a rule, ends the run as well.
/// </summary>
public sealed class ConcurrentRunner
{
    /// <summary>More steps than any operation takes.</summary>
    public const int MostSteps = 10_000;

    private const string Alone = "";

    // Of all that is waited for, this is a rule of its own: no step follows it, for waiting is none.
    private static readonly ClauseSet WaitingForMigration = ClauseSet.Of("CPU-9");

    private readonly Scenario _scenario;
    private readonly ScheduledRun _run;
    private readonly List<TakenStep> _steps = [];
    private IReadOnlyList<(string Name, Waiting? Waiting)> _open = [];
    private bool _stops;

    private ConcurrentRunner(Scenario scenario, IStepModel? model)
    {
        IEnumerable<string> names = scenario.Lines.OfType<BeginLine>().Select(static line => line.Name);
        _scenario = scenario;
        _run = new ScheduledRun(scenario.World, scenario.Profile, names.Append(Alone), model);
    }

    /// <summary>Runs the lines, one after another as they are asked for, up to one that stops the run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="model">The model; null for the reference.</param>
    public static IEnumerable<LineRun> Run(Scenario scenario, IStepModel? model = null) =>
        new ConcurrentRunner(scenario, model).RunLines();

    /// <summary>Runs all lines, and keeps what is not as wanted.</summary>
    internal static ScenarioRun RunAll(Scenario scenario, IStepModel? model)
    {
        List<Mismatch> mismatches = [];
        ClauseSet fired = default;
        foreach (LineRun line in Run(scenario, model))
        {
            fired = line.Steps.Aggregate(fired, static (clauses, step) => clauses | step.Step.Clauses);
            bool waits = line.Open.Any(static open => open.Waiting?.Reason == Blocked.MigrationEntry);
            fired |= waits ? WaitingForMigration : default;
            if (line.Problem is string problem)
            {
                mismatches.Add(new Mismatch(line.Line.Number, problem));
            }
        }

        return new ScenarioRun([.. mismatches], fired);
    }

    private IEnumerable<LineRun> RunLines()
    {
        foreach (ScenarioLine line in _scenario.Lines.AsEnumerable())
        {
            _steps.Clear();
            string? problem = Guarded(line);
            yield return new LineRun(line, [.. _steps], problem, _stops) { Open = _open };
            if (_stops)
            {
                yield break;
            }
        }
    }

    // A model with a defect may throw.
    private string? Guarded(ScenarioLine line)
    {
        try
        {
            string? problem = RunLine(line);
            _open = [.. _run.Open];
            return problem;
        }
        catch (Exception exception)
        {
            _open = [];
            return Stop($"The next step ends in {exception.GetType().Name}: {exception.Message}");
        }
    }

    private string? RunLine(ScenarioLine line) =>
        line switch
        {
            OperationLine it => RunAlone(it),
            ExpectPage or ExpectMirror or ExpectUsed => Expectation.Check(_run.Now.State, line),
            BeginLine it => Begin(it),
            StepLine it => Step(it),
            StepToLine it => StepTo(it),
            ChooseLine it => Choose(it),
            BlockedLine it => IsBlocked(it),
            EndLine it => End(it.Name, it.Wanted),
            LeaveLine or HoldLine => null,
        };

    private string? Begin(BeginLine line)
    {
        _run.Begin(line.Name, line.Operation);
        return null;
    }

    private string? RunAlone(OperationLine line)
    {
        _run.Begin(Alone, line.Operation);
        return End(Alone, line.Wanted);
    }

    private string? Step(StepLine line)
    {
        string? problem = null;
        for (int step = 0; step < line.Count && problem is null; step++)
        {
            problem = Advance(line.Name);
        }

        return problem;
    }

    private string? StepTo(StepToLine line)
    {
        string? problem = null;
        while (problem is null && (_steps.Count == 0 || _steps[^1].Label != line.Label))
        {
            problem = _run.OutcomeOf(line.Name) is null
                ? Patient(line.Name)
                : Stop(
                    $"{line.Name} has ended without a step \"{line.Label}\"; its steps were "
                        + $"{LabelsOf(line.Name)}."
                );
        }

        return problem;
    }

    private string? Choose(ChooseLine line)
    {
        if (Obstacle(line.Name) is string obstacle)
        {
            return Stop(obstacle);
        }

        Successor[] all = [.. _run.Next(line.Name).All];
        Successor? chosen = Array.Find(all, step => step.Choice == line.Choice);
        return chosen is not null
            ? Take(line.Name, chosen)
            : Stop(
                $"{line.Name} has no choice {Format(line.Choice)} at this step; it has "
                    + $"{Spelling.List([.. all.Select(step => Format(step.Choice))])}."
            );
    }

    private string? IsBlocked(BlockedLine line)
    {
        Waiting? waiting = _run.Waits(line.Name);
        return (waiting?.Reason ?? Blocked.No) == line.Reason
            ? null
            : $"Expected {ScenarioWriter.Format(line)}, but {line.Name} {Condition(line.Name, waiting)}.";
    }

    private string? End(string name, WantedOutcome? wanted)
    {
        string? problem = null;
        while (problem is null && _run.OutcomeOf(name) is null)
        {
            problem = Patient(name);
        }

        return problem ?? wanted?.Mismatch(_run.OutcomeOf(name)!.Value);
    }

    private string? Patient(string name) =>
        _steps.Count < MostSteps
            ? Advance(name)
            : Stop($"{Subject(name)} has not ended after {MostSteps} more steps; the last was \"{_steps[^1].Label}\".");

    private string? Advance(string name) =>
        Obstacle(name) is string obstacle ? Stop(obstacle) : Take(name, _run.Next(name).Canonical);

    private string? Take(string name, Successor step)
    {
        TakenStep taken = _run.Take(name, step);
        _steps.Add(taken);
        return taken.Violation is string violation
            ? Stop($"With the step \"{taken.Label}\" of {Subject(name, inside: true)}, {violation}")
            : null;
    }

    // Why there is no next step, in one sentence.
    private string? Obstacle(string name) =>
        _run.Waits(name) is { } waiting ? $"{Subject(name)} cannot take a step: it {waiting}."
        : _run.OutcomeOf(name) is Outcome ? $"{Subject(name)} cannot take a step: it {Condition(name, null)}."
        : null;

    private string Condition(string name, Waiting? waiting) =>
        waiting is not null ? $"{waiting}"
        : _run.OutcomeOf(name) is Outcome outcome ? $"has ended in {OutcomeText.Format(outcome)}"
        : "can take a step";

    private string LabelsOf(string name) =>
        string.Join(", ", _run.LabelsOf(name).Distinct(StringComparer.Ordinal).Select(static label => $"\"{label}\""));

    private static string Subject(string name, bool inside = false) =>
        name.Length > 0 ? name
        : inside ? "the operation"
        : "The operation";

    private static string Format(Choice choice) => $"{ConcurrentText.Choices.NameOf(choice.Kind)} {choice.Value}";

    private string Stop(string problem)
    {
        _stops = true;
        return problem;
    }
}
