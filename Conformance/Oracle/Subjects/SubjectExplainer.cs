using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Runs a scenario on a subject behind the protocol, one operation at a time, and notes what there is to see.</summary>
/// <param name="subject">The subject.</param>
/// <param name="options">How it is asked and judged.</param>
public sealed class SubjectExplainer(ISubject subject, SubjectOptions options)
{
    private const string NotLookedAt = "not looked at";

    private readonly List<ExplainedStep> _steps = [];
    private AnswerJudge _judge = null!;
    private Judgement _judgement = Judgement.Allowed;

    /// <summary>Runs it to its end, or to the first answer that is not allowed or says nothing.</summary>
    /// <exception cref="SubjectException">The subject fails otherwise than by stopping at an operation.</exception>
    public Explanation Run(Scenario file)
    {
        Scenario scenario = FittedScenario.Of(file, subject.Capabilities) ?? file;
        _judge = new AnswerJudge(scenario.World, scenario.Profile, subject.Capabilities.Events, options.Budget);
        subject.Reset(scenario.World, scenario.Profile);
        Operation? last = null;
        foreach (ScenarioLine line in scenario.Lines.TakeWhile(_ => _judgement.Kind == JudgementKind.Allowed))
        {
            _steps.Add(line is OperationLine it ? Explain(it) : new ExplainedStep(line, 0, "", null));
            last = (line as OperationLine)?.Operation ?? last;
        }

        if (_judgement.Kind == JudgementKind.Allowed && last is not null && CanSettle)
        {
            _judgement = subject.Observe() is { } seen ? _judge.Settle(last, seen) : _judgement;
        }

        return new Explanation(scenario, _steps, _judgement.Divergence)
        {
            Undecided = _judgement.Kind == JudgementKind.Open ? _judgement.Reason : null,
        };
    }

    private bool CanSettle => options.Level != ObservationLevel.Outcome;

    private ExplainedStep Explain(OperationLine line)
    {
        State before = _judge.State;
        int number = _steps.Count(static step => step.Number > 0) + 1;
        Answer? answer = Ask(line.Operation, before);
        if (answer is null)
        {
            return new ExplainedStep(line, number, _judgement.Divergence!.Expected, null);
        }

        _judgement = _judge.Apply(line.Operation, answer);
        Transition allowed =
            _judgement.Kind == JudgementKind.Diverges
                ? Reference.ReferenceModel.Run(before, line.Operation)
                : _judge.Last;
        return new ExplainedStep(line, number, OutcomeText.Format(Uncounted(allowed.Outcome)), Seen(answer))
        {
            IsAllowed = _judgement.Kind == JudgementKind.Allowed,
            Clauses =
            [
                .. Catalogue
                    .All.Where((_, index) => allowed.Clauses.Contains(index))
                    .Select(static clause => clause.Id),
            ],
            Pages = ExplainedPages.Grouped(Pages(line.Operation, before, allowed.After, answer)),
        };
    }

    private Answer? Ask(Operation operation, State before)
    {
        try
        {
            subject.Send([operation], options.Level);
            return subject.Receive()[0];
        }
        catch (SubjectException exception) when (exception.Failure.Kind == SubjectFailureKind.Stopped)
        {
            _judgement = Judgement.Diverges(Divergences.OfStopping(before, operation, exception.Failure.Sentence));
            return null;
        }
    }

    private static List<ExplainedPages> Pages(Operation operation, State before, State after, Answer answer)
    {
        PageAddress[] touched = [.. answer.Touched.Select(static page => new PageAddress(page.Process, page.Page))];
        return
        [
            .. TouchedPages
                .Of(operation, before, after, touched)
                .Select(page => new ExplainedPages(page.Process, new PageRange(page.Page, 1), Lanes(page))),
        ];

        IReadOnlyList<ExplainedLane> Lanes(PageAddress page)
        {
            PageObservation? seen = answer
                .Touched.AsEnumerable()
                .Concat(answer.State?.Pages.AsEnumerable() ?? [])
                .FirstOrDefault(it => it.Process == page.Process && it.Page == page.Page);
            return seen is not null
                ? ObservedLanes.Of(after, seen)
                :
                [
                    .. PageLanes
                        .Of(after, page)
                        .All.Where(static lane => lane.Text.Length > 0)
                        .Select(static lane => new ExplainedLane(lane.Name, lane.Text, NotLookedAt)),
                ];
        }
    }

    private static string Seen(Answer answer) =>
        answer is { Kind: AnswerKind.Ended, IsKnown: true }
            ? OutcomeText.Format(Uncounted(answer.Outcome))
            : answer.Word + (answer.Reason.Length == 0 ? "" : $": {answer.Reason}");

    // How often a device has to fault is not judged.
    private static Outcome Uncounted(Outcome outcome) => outcome with { Faults = 0 };
}
