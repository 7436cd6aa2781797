using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Conformance;

/// <summary>Judges the lines of one trace, one after another.</summary>
/// <param name="file">The trace, as it is called in what is said of it.</param>
/// <param name="options">How it is judged.</param>
/// <param name="found">Is told of each divergence as soon as it is found.</param>
public sealed class TraceJudge(string file, TraceOptions options, Action<TraceFinding> found)
{
    // Of who says no hello, nothing is known: no event is expected, and none is refused.
    private static readonly Capabilities Nobody = new([], int.MaxValue, int.MaxValue, int.MaxValue);

    private const int PerRace = 2;

    private readonly Queue<Request> _asked = new();
    private readonly List<string> _clauses = [];
    private Capabilities _capabilities = Nobody;
    private TraceRun? _run;

    // The run that was counted last as undecided: one that is cut short leaves several requests without an answer.
    private TraceRun? _undecided;
    private TraceProblem? _problem;
    private TraceSummary _summary = new(file);
    private long _line;
    private long _operations;
    private long _skipped;

    /// <summary>Whether nothing more is to be judged: a line does not fit, or the first divergence was enough.</summary>
    public bool IsOver => _problem is not null || (options.StopsAtFirst && _clauses.Count > 0);

    /// <summary>Judges the next line.</summary>
    public void Take(long number, TraceLine line)
    {
        _line = number;
        switch (line)
        {
            case TraceLine.Asked asked:
                Ask(asked.Request);
                break;
            case TraceLine.Answered answered:
                Take(_asked.Dequeue(), answered.Reply);
                break;
            case TraceLine.Call call:
                Refuse(Begun().Call(call.Id, call.Agent, call.Operation));
                break;
            case TraceLine.Return end:
                Return(end);
                break;
        }
    }

    /// <summary>A line that cannot be taken ends it.</summary>
    public void Refuse(long number, LineProblem problem) =>
        _problem ??= new TraceProblem(number, problem.Sentence, problem.Line);

    /// <summary>What it came to.</summary>
    /// <param name="stopped">Whether it was stopped before the end of the trace.</param>
    public TraceSummary End(bool stopped)
    {
        bool isWhole = !stopped && !IsOver;
        if (isWhole)
        {
            Forget();
        }

        Finish();
        return _summary with
        {
            Lines = _line,
            Operations = _operations,
            Skipped = _skipped,
            Clauses = [.. _clauses],
            WasStopped = !isWhole && _problem is null,
            Problem = _problem,
        };
    }

    private void Ask(Request request)
    {
        if (request is Request.Hello)
        {
            Forget();
            Finish();
        }

        if (request is Request.Run or Request.Race or Request.Observe && _run is { IsFlying: true })
        {
            Refuse(
                $"The line asks for what is done alone while operations of {string.Join(", ", _run.Flying)} are in flight; expected their returns "
                    + "before it."
            );
        }

        if (request is Request.Reset && options.Given.Length > 0)
        {
            _problem ??= new TraceProblem(_line, $"The reset says profile and world: leave out {options.Given}.")
            {
                IsUsage = true,
            };
        }

        _asked.Enqueue(request);
    }

    private void Take(Request request, Reply reply)
    {
        switch (reply)
        {
            case Reply.Hello hello:
                _capabilities = hello.Capabilities;
                break;
            case Reply.Ready:
                Finish();
                Request.Reset reset = (Request.Reset)request;
                _run = new TraceRun(reset.World, reset.Profile, _capabilities, options, _line);
                break;
            case Reply.Ran ran:
                Take((Request.Run)request, ran);
                break;
            case Reply.Raced raced:
                Take((Request.Race)request, raced);
                break;
            case Reply.State state:
                Settle(state.Seen);
                break;
            case Reply.Error error:
                Leave($"the adapter answered with an error: {error.Message}");
                break;
            case Reply.Bye:
                break;
        }
    }

    private void Take(Request.Run request, Reply.Ran reply)
    {
        TraceRun run = Begun();
        for (int index = 0; index < reply.Results.Count; index++)
        {
            if (run.IsOver)
            {
                _skipped += reply.Results.Count - index;
                break;
            }

            Operation operation = request.Operations[index];
            Judgement judgement = run.Apply(operation, reply.Results[index]);
            if (judgement.Kind != JudgementKind.Allowed)
            {
                Judged(judgement, operation, $"result {index + 1} of the run");
            }
        }

        Miss(request.Operations.Count - reply.Results.Count);
    }

    private void Take(Request.Race request, Reply.Raced reply)
    {
        TraceRun run = Begun();
        if (run.IsOver)
        {
            _skipped += PerRace;
            return;
        }

        Judgement judgement = run.Race(request.Pair, reply.Answers, out Operation operation);
        Judged(judgement, operation, "the race");
    }

    private void Settle(StateObservation seen)
    {
        TraceRun run = Begun();
        if (!run.IsOver)
        {
            Judged(run.Settle(seen), null, "the state");
        }
    }

    private void Return(TraceLine.Return end)
    {
        TraceRun run = Begun();
        if (!run.IsCalled(end.Id))
        {
            Refuse($"The return has the id {end.Id}; expected that of a call that has not returned.");
            return;
        }

        _skipped += run.IsOver ? 1 : 0;
        Operation operation = run.OperationOf(end.Id);
        Judged(run.Return(end.Id, end.Result), operation, "the return");
    }

    private void Judged(Judgement judgement, Operation? operation, string what)
    {
        switch (judgement.Kind)
        {
            case JudgementKind.Allowed:
                break;
            case JudgementKind.Open:
                Count(judgement.Reason);
                break;
            case JudgementKind.Diverges:
                Diverge(judgement.Divergence!, operation, what);
                break;
        }
    }

    private void Diverge(Divergence divergence, Operation? operation, string what)
    {
        TraceRun run = _run!;
        _summary = _summary with { Diverging = _summary.Diverging + 1 };
        if (!_clauses.Contains(divergence.Clause))
        {
            _clauses.Add(divergence.Clause);
        }

        found(
            new TraceFinding(file, _line, what, run.Finding(divergence))
            {
                Operation = operation is null ? "" : OperationText.Format(operation),
                Accepted = run.Accepted,
                Reset = run.Reset,
                IsConcurrent = run.IsConcurrent,
                IsWhole = run.IsWhole,
            }
        );
    }

    // The run that is under way, or one that no reset begins.
    private TraceRun Begun() => _run ??= new TraceRun(options.World, options.Profile, _capabilities, options, 0);

    private void Finish()
    {
        if (_run is { } run)
        {
            _operations += run.Judged;
            _summary = _summary with
            {
                Runs = _summary.Runs + (run.Judged > 0 ? 1 : 0),
                Explained = _summary.Explained + run.Explained,
            };
        }

        _run = null;
    }

    // What was asked for and not answered: there is no session any more that could.
    private void Forget()
    {
        foreach (Request request in _asked)
        {
            Miss(
                request is Request.Run run ? run.Operations.Count
                : request is Request.Race ? PerRace
                : 0
            );
        }

        _asked.Clear();
    }

    private void Miss(int operations)
    {
        if (operations > 0)
        {
            _summary = _summary with { Unanswered = _summary.Unanswered + operations };
            Leave($"{operations} operations of a run have no answer");
        }
    }

    private void Leave(string reason)
    {
        Begun().Leave();
        Count(reason);
    }

    private void Count(string reason)
    {
        bool isCounted = ReferenceEquals(_run, _undecided);
        _undecided = _run;
        _summary = _summary with
        {
            Undecided = _summary.Undecided + (isCounted ? 0 : 1),
            Reason = _summary.Reason.Length == 0 ? $"line {_line}: {reason}" : _summary.Reason,
        };
    }

    private void Refuse(string? sentence) => _problem ??= sentence is null ? null : new TraceProblem(_line, sentence);
}
