using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Tests.Traces;

/// <summary>Makes traces line by line, and has them judged.</summary>
internal sealed class TraceLines
{
    private readonly List<TraceLine> _lines = [];
    private readonly Dictionary<string, long> _open = new(StringComparer.Ordinal);
    private long _id;

    public TraceOptions Options { get; init; } = new();

    public List<TraceFinding> Findings { get; } = [];

    /// <summary>The lines, as a file has them.</summary>
    public byte[] Bytes
    {
        get
        {
            System.Buffers.ArrayBufferWriter<byte> output = new();
            using LineWriter writer = new();
            foreach (TraceLine line in _lines)
            {
                writer.Write(output, line);
            }

            return output.WrittenSpan.ToArray();
        }
    }

    public TraceLines Hello(Capabilities capabilities)
    {
        Add(new Request.Hello(++_id, [1], "test", ""));
        _lines.Add(new TraceLine.Answered(new Reply.Hello(_id, 1, new Adapter("test", "1"), capabilities)));
        return this;
    }

    public TraceLines Reset(World world, Spec.Profile? profile = null)
    {
        Add(new Request.Reset(++_id, profile ?? Spec.Profile.Strict, world));
        _lines.Add(new TraceLine.Answered(new Reply.Ready(_id)));
        return this;
    }

    /// <summary>An operation that nothing is in flight beside.</summary>
    public TraceLines Run(Operation operation, Outcome outcome) => Run(operation, Answer.Of(outcome));

    public TraceLines Run(Operation operation, Answer answer)
    {
        Ask(operation);
        _lines.Add(new TraceLine.Answered(new Reply.Ran(_id, [answer])));
        return this;
    }

    /// <summary>Operations that are asked for; no answer follows.</summary>
    public TraceLines Ask(params Operation[] operations)
    {
        Add(new Request.Run(++_id, ObservationLevel.State, [.. operations]));
        return this;
    }

    public TraceLines Call(string agent, Operation operation)
    {
        _open[agent] = ++_id;
        _lines.Add(new TraceLine.Call(_id, agent, operation));
        return this;
    }

    /// <summary>Two operations that were asked for at the same time.</summary>
    public TraceLines Race(PairRace pair, RacedAnswers answers)
    {
        Add(new Request.Race(++_id, pair));
        _lines.Add(new TraceLine.Answered(new Reply.Raced(_id, answers)));
        return this;
    }

    public TraceLines Return(string agent, Outcome outcome) => Return(agent, Answer.Of(outcome));

    public TraceLines Return(string agent, Answer answer)
    {
        _lines.Add(new TraceLine.Return(_open[agent], answer));
        return this;
    }

    public TraceSummary Judge()
    {
        Findings.Clear();
        using MemoryStream stream = new(Bytes);
        return TraceValidation.Run("test", stream, Options, Findings.Add, CancellationToken.None);
    }

    private void Add(Request request) => _lines.Add(new TraceLine.Asked(request));
}
