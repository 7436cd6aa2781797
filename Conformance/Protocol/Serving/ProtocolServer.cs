using System.Buffers;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// Answers requests for a subject: the adapter's side of the protocol. What it cannot read or do it answers with an error,
/// and goes on. What the subject throws it lets through: an implementation that breaks down answers nothing more.
/// </summary>
/// <param name="subject">Who carries out the operations.</param>
/// <param name="adapter">As who it answers.</param>
public sealed class ProtocolServer(ISubject subject, Adapter adapter) : IDisposable
{
    private readonly LineReader _reader = new();
    private readonly LineWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _hasGreeted;
    private bool _isReady;

    /// <summary>Answers the requests of one session, until the last one or the end of the input.</summary>
    public void Serve(Stream input, Stream output)
    {
        _hasGreeted = false;
        _isReady = false;
        LineInput lines = new(input);
        while (lines.TryRead(out ReadOnlySpan<byte> line, out LineProblem? problem))
        {
            _line.ResetWrittenCount();
            bool isLast = false;
            if (problem is not null)
            {
                _writer.Write(_line, new Reply.Error(0, problem.Sentence));
            }
            else if (!_reader.TryReadRequest(line, out Request? request, out problem))
            {
                _writer.Write(_line, new Reply.Error(_reader.IdOf(line), problem.Sentence));
            }
            else
            {
                Answer(request);
                isLast = request is Request.Bye;
            }

            output.Write(_line.WrittenSpan);
            output.Flush();
            if (isLast)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Answer(Request request)
    {
        if (_hasGreeted && request is Request.Run run && RunProblem(run) is null)
        {
            subject.Send(run.Operations.Span, run.Level);
            _writer.WriteRan(_line, run.Id, subject.Receive());
        }
        else
        {
            _writer.Write(_line, ReplyTo(request));
        }

        if (_line.WrittenCount > Lines.LongestLine + 1)
        {
            _line.ResetWrittenCount();
            Reply tooLong = Refuse(
                request,
                "The reply would be too long for a line; ask for fewer operations at a time."
            );
            _writer.Write(_line, tooLong);
        }
    }

    private Reply ReplyTo(Request request)
    {
        if (!_hasGreeted && request is not (Request.Hello or Request.Bye))
        {
            return Refuse(request, "A session begins with hello.");
        }

        return request switch
        {
            Request.Hello hello => Greet(hello),
            Request.Reset reset => Reset(reset),
            Request.Run run => Refuse(run, RunProblem(run) ?? ""),
            Request.Race race => Race(race),
            Request.Observe observe => Observe(observe),
            Request.Bye bye => new Reply.Bye(bye.Id),
        };
    }

    private static Reply.Error Refuse(Request request, string message) => new(request.Id, message);

    private Reply Greet(Request.Hello hello)
    {
        if (_hasGreeted)
        {
            return Refuse(hello, "A session has one hello, at its begin.");
        }

        Sequence<int> common = [.. hello.Protocol.Intersect(ProtocolVersions.Spoken)];
        if (common.Count == 0)
        {
            string spoken = string.Join(", ", ProtocolVersions.Spoken);
            return Refuse(hello, $"There is no common version of the protocol; this adapter speaks {spoken}.");
        }

        _hasGreeted = true;
        return new Reply.Hello(hello.Id, common.Max(), adapter, subject.Capabilities);
    }

    private Reply Reset(Request.Reset reset)
    {
        if (ResetCheck.Problem(reset, subject.Capabilities) is string problem)
        {
            return Refuse(reset, problem);
        }

        subject.Reset(reset.World, reset.Profile);
        _isReady = true;
        return new Reply.Ready(reset.Id);
    }

    private Reply Race(Request.Race race)
    {
        PairRace pair = race.Pair;
        return subject is not IRacingSubject { Capabilities.DelayPoints: { } points } racing
                ? Refuse(race, "This adapter does not carry out two operations at the same time.")
            : pair.Delay is { } delay && !points.Contains(delay.Point)
                ? Refuse(race, $"This adapter has no delay point {delay.Point}.")
            : Problem([pair.First, pair.Second]) is string problem ? Refuse(race, problem)
            : new Reply.Raced(race.Id, racing.Race(pair));
    }

    private string? RunProblem(Request.Run run) =>
        Problem(run.Operations)
        ?? (
            subject.Capabilities.Levels.Contains(run.Level)
                ? null
                : $"This adapter cannot observe at the level {ProtocolNames.Levels.NameOf(run.Level)}."
        );

    private string? Problem(Sequence<Operation> operations)
    {
        Capabilities can = subject.Capabilities;
        if (!_isReady)
        {
            return "There is nothing to run on: a run begins with reset.";
        }

        foreach (Operation operation in operations)
        {
            if (!can.Operations.Contains(OperationKinds.Of(operation)))
            {
                return $"This adapter does not carry out {Verbs.Of(operation)}.";
            }
        }

        return null;
    }

    private Reply Observe(Request.Observe observe) =>
        !_isReady ? Refuse(observe, "There is nothing to observe: a run begins with reset.")
        : subject.Observe() is StateObservation seen ? new Reply.State(observe.Id, seen)
        : Refuse(observe, "This adapter cannot observe the state.");
}
