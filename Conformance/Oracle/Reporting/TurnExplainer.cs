using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Runs a concurrent scenario and notes what every step does.</summary>
internal sealed class TurnExplainer(Scenario scenario, IStepModel model, string subject)
{
    private readonly List<ExplainedTurn> _turns = [];
    private readonly List<Operation> _operations = [];
    private Dictionary<string, Waiting> _waiting = [];
    private int _steps;

    internal TurnExplanation Run()
    {
        int lines = 0;
        foreach (LineRun line in ConcurrentRunner.Run(scenario, model))
        {
            int first = _turns.Count;
            Explain(line);
            _turns[first] = _turns[first] with
            {
                Comments = [.. line.Line.Leading.Select(static text => text.TrimStart('#', ' '))],
            };
            _turns[^1] = _turns[^1] with { Problem = line.Problem };
            lines++;
        }

        return new TurnExplanation(scenario, _turns, scenario.Lines.Count - lines, subject);
    }

    private void Explain(LineRun run)
    {
        switch (run.Line)
        {
            case OperationLine line:
                _operations.Add(line.Operation);
                _turns.Add(Alone(line, run));
                break;
            case BeginLine line:
                _operations.Add(line.Operation);
                Add(new ExplainedTurn(line.Name, $"begins {OperationText.Format(line.Operation)}"), run.Open);
                break;
            case ExpectPage or ExpectMirror or ExpectUsed or BlockedLine:
                string holds = run.Problem is null ? "holds" : "does not hold";
                Add(new ExplainedTurn("", ScenarioWriter.Format(run.Line)) { Effect = holds }, run.Open);
                break;
            case LeaveLine line:
                Add(new ExplainedTurn(line.Name, "is left open"), run.Open);
                break;
            case HoldLine line:
                Add(new ExplainedTurn(line.Name, $"is held up at {line.Delay.Point} by a subject that can"), run.Open);
                break;
            case StepLine or StepToLine or ChooseLine:
                AddSteps(run);
                break;
            case EndLine line:
                AddSteps(run);
                if (run.Steps.Count == 0)
                {
                    Add(new ExplainedTurn(line.Name, "has ended"), run.Open);
                }

                break;
        }
    }

    // All steps in one, for nobody comes between.
    private ExplainedTurn Alone(OperationLine line, LineRun run) =>
        new("", OperationText.Format(line.Operation))
        {
            Effect = run.Outcome is Outcome outcome ? $"{Header.Arrow} {OutcomeText.Format(outcome)}" : "",
            Pages = run.Steps.Count == 0 ? [] : Changed(run.Steps[0].Before.State, run.Steps[^1].After.State),
        };

    private void AddSteps(LineRun run)
    {
        foreach (TakenStep step in run.Steps)
        {
            _steps++;
            Add(
                new ExplainedTurn(step.Name, Text(step))
                {
                    Number = _steps,
                    Clauses = Ids(step.Step.Clauses),
                    Effect = Effect(step),
                    Pages = Changed(step.Before.State, step.After.State),
                },
                step.Waiting.Select(static waiting => (waiting.Name, (Waiting?)waiting))
            );
        }

        if (run.Steps.Count == 0 && run.Problem is not null)
        {
            Add(new ExplainedTurn("", ScenarioWriter.Format(run.Line)), run.Open);
        }
    }

    private void Add(ExplainedTurn turn, IEnumerable<(string Name, Waiting? Waiting)> open)
    {
        Dictionary<string, Waiting> now = open.Where(static it => it.Waiting is not null)
            .ToDictionary(static it => it.Name, static it => it.Waiting!, StringComparer.Ordinal);
        IEnumerable<(string, Waiting?)> begin =
            from entry in now
            where !_waiting.TryGetValue(entry.Key, out Waiting? old) || $"{old}" != $"{entry.Value}"
            select (entry.Key, (Waiting?)entry.Value);
        IEnumerable<(string, Waiting?)> end =
            from name in _waiting.Keys
            where !now.ContainsKey(name)
            select (name, (Waiting?)null);
        _turns.Add(turn with { Waiting = [.. begin, .. end] });
        _waiting = now;
    }

    private static string Text(TakenStep step) =>
        step.Label
        + (
            step.Step.Choice == Choice.Canonical
                ? ""
                : $" (by choice: {ConcurrentText.Choices.NameOf(step.Step.Choice.Kind)} {step.Step.Choice.Value})"
        );

    private static string Effect(TakenStep step)
    {
        IEnumerable<string> given = step.Locks.Given.Select(held => $"-{held.ShortName(step.Before.State)}");
        IEnumerable<string> taken = step.Locks.Taken.Select(held => $"+{held.ShortName(step.After.State)}");
        IEnumerable<string> told =
            from happened in step.Step.Events.AsEnumerable()
            where happened.Phase == EventPhase.Callback
            select $"tells d{happened.Device}";
        string locks = string.Join(", ", told.Concat(taken).Concat(given));
        return step.Step.Activity is not null
            ? locks
            : $"{locks}{(locks.Length > 0 ? " " : "")}{Header.Arrow} {OutcomeText.Format(step.Step.Outcome)}";
    }

    private List<ExplainedPages> Changed(State before, State after)
    {
        List<ExplainedPages> pages = [];
        IEnumerable<PageAddress> candidates = _operations
            .SelectMany(operation => TouchedPages.Of(operation, before, after, []))
            .Distinct()
            .OrderBy(static page => (page.Process, page.Page));
        foreach (PageAddress page in candidates)
        {
            IEnumerable<ExplainedLane> lanes =
                from lane in PageLanes.Of(before, page).All.Zip(PageLanes.Of(after, page).All)
                where lane.First.Text != lane.Second.Text
                select new ExplainedLane(
                    lane.Second.Name,
                    lane.Second.Text.Length == 0 ? "none" : lane.Second.Text,
                    null
                );
            ExplainedLane[] changed = [.. lanes];
            if (changed.Length > 0)
            {
                pages.Add(new ExplainedPages(page.Process, new PageRange(page.Page, 1), changed));
            }
        }

        return ExplainedPages.Grouped(pages);
    }

    private static string[] Ids(ClauseSet clauses) =>
        [.. Catalogue.All.Where((_, index) => clauses.Contains(index)).Select(static clause => clause.Id)];
}
