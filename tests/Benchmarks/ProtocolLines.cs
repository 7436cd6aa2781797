using System.Buffers;
using BenchmarkDotNet.Attributes;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;
using Request = HmmSpec.Protocol.Request;

namespace HmmSpec.Benchmarks;

/// <summary>
/// Requests to run operations and their replies, in batches of 32; the times are those of one operation, or one result.
/// </summary>
[MemoryDiagnoser]
public class ProtocolLines
{
    private const int Batch = 32;

    private static readonly World World = World.Default;
    private static readonly LineWriter Writer = new();

    private readonly LineReader _reader = new();
    private readonly ArrayBufferWriter<byte> _output = new(Lines.LongestLine);
    private Operation[] _operations = [];
    private IReadOnlyList<Answer> _answers = [];
    private byte[] _run = [];
    private byte[] _ran = [];
    private byte[] _small = [];

    [Params(ObservationLevel.Outcome, ObservationLevel.Touched)]
    public ObservationLevel Level { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        const int Before = 4096;
        Operation[] operations = Generated(Before + Batch);
        using MachineSubject subject = new(
            "optimized",
            static (world, profile) => new OptimizedMachine(world, profile)
        );
        subject.Reset(World, Profile.Strict);
        subject.Send(operations.AsSpan(..Before), ObservationLevel.Outcome);
        subject.Receive();
        _operations = operations[Before..];
        subject.Send(_operations, Level);
        _answers = subject.Receive();
        _run = Line(() => Writer.WriteRun(_output, 1, Level, _operations));
        _ran = Line(() => Writer.WriteRan(_output, 1, _answers));
        Answer[] small = [.. Enumerable.Repeat(Answer.Of(Outcome.Of(7)), Batch)];
        _small = Line(() => Writer.WriteRan(_output, 1, small));
        Console.WriteLine(
            $"// {Level}: run {_run.Length} bytes, ran {_ran.Length} bytes, {_answers.Sum(answer => answer.Touched.Count)} pages"
        );
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public int WriteRun()
    {
        _output.ResetWrittenCount();
        Writer.WriteRun(_output, 1, Level, _operations);
        return _output.WrittenCount;
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public bool ReadRun() => _reader.TryReadRequest(_run, out Request? _, out _);

    [Benchmark(OperationsPerInvoke = Batch)]
    public int WriteRan()
    {
        _output.ResetWrittenCount();
        Writer.WriteRan(_output, 1, _answers);
        return _output.WrittenCount;
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public bool ReadRan() => _reader.TryReadReply(_ran, AwaitedReply.ToRun(1, Level, Batch), out Reply? _, out _);

    /// <summary>Results such as <c>{"status":"ok","value":"7"}</c>, whatever the level.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public bool ReadSmallResults() =>
        _reader.TryReadReply(_small, AwaitedReply.ToRun(1, Level, Batch), out Reply? _, out _);

    private static Operation[] Generated(int count)
    {
        OperationGenerator generator = new(Weights.Default, 1);
        Operation[] operations = new Operation[count];
        State state = Reference.ReferenceModel.Init(World, Profile.Strict);
        for (int index = 0; index < count; index++)
        {
            operations[index] = generator.Next(state);
            state = Reference.ReferenceModel.Run(state, operations[index]).After;
        }

        return operations;
    }

    private byte[] Line(Action write)
    {
        _output.ResetWrittenCount();
        write();
        return _output.WrittenSpan[..^1].ToArray();
    }
}
