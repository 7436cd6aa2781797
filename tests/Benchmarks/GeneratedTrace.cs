using System.Buffers;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Benchmarks;

/// <summary>
/// A trace of the optimized machine that is written while it is read, as check --record would: batches of 32 generated
/// operations, runs of a length, a look at everything at the end of each run.
/// </summary>
internal sealed class GeneratedTrace : Stream
{
    private const int Batch = 32;

    private readonly MachineSubject _subject = new(
        "optimized",
        static (world, profile) => new OptimizedMachine(world, profile)
    );
    private readonly LineWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _output = new(Lines.LongestLine);
    private readonly ObservationLevel _level;
    private readonly long _operations;
    private readonly long _length;
    private OperationGenerator _generator = null!;
    private State _state = null!;
    private int _read;
    private long _left;
    private long _id;

    public GeneratedTrace(ObservationLevel level, long operations, long length)
    {
        _level = level;
        _operations = operations;
        _length = length;
        _writer.Write(_output, new Request.Hello(++_id, [1], "benchmark", ""));
        _writer.Write(_output, new Reply.Hello(_id, 1, new Adapter("optimized", ""), _subject.Capabilities));
    }

    /// <summary>How many operations have been written.</summary>
    public long Written { get; private set; }

    /// <summary>Is told how many have been written whenever a batch has.</summary>
    public Action<long> Progressed { get; init; } = static _ => { };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The whole trace.</summary>
    public static byte[] Of(ObservationLevel level, long operations, long length)
    {
        using GeneratedTrace trace = new(level, operations, length);
        using MemoryStream whole = new();
        trace.CopyTo(whole);
        return whole.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_read == _output.WrittenCount && !TryWrite())
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = _output.WrittenSpan[_read..];
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _read += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _subject.Dispose();
        _writer.Dispose();
        base.Dispose(disposing);
    }

    private bool TryWrite()
    {
        if (Written == _operations)
        {
            return false;
        }

        _output.ResetWrittenCount();
        _read = 0;
        if (_left == 0)
        {
            Begin();
        }

        Operation[] batch = new Operation[Math.Min(Batch, Math.Min(_left, _operations - Written))];
        for (int index = 0; index < batch.Length; index++)
        {
            batch[index] = _generator.Next(_state);
            _state = ReferenceModel.Run(_state, batch[index]).After;
        }

        _subject.Send(batch, _level);
        _writer.WriteRun(_output, ++_id, _level, batch);
        _writer.WriteRan(_output, _id, _subject.Receive());
        _left -= batch.Length;
        Written += batch.Length;
        if (_left == 0 && _level != ObservationLevel.Outcome)
        {
            _writer.Write(_output, new Request.Observe(++_id));
            _writer.Write(_output, new Reply.State(_id, _subject.Observe()!));
        }

        Progressed(Written);
        return true;
    }

    private void Begin()
    {
        World world = World.Default;
        _subject.Reset(world, Profile.Strict);
        _writer.Write(_output, new Request.Reset(++_id, Profile.Strict, world));
        _writer.Write(_output, new Reply.Ready(_id));
        _generator = new OperationGenerator(Weights.Default, (ulong)_id);
        _state = ReferenceModel.Init(world, Profile.Strict);
        _left = _length;
    }
}
