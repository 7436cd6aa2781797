using System.Buffers;
using System.Diagnostics;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// How fast a subject behind the protocol is checked: the complete implementation of the C kit over standard input and
/// output. Beside it stands the same pipe with the same operations, whose answers nobody reads.
/// </summary>
internal static class WireThroughput
{
    private const int Length = 200;
    private static readonly int Batch = new SubjectOptions().Batch;
    private const int Ahead = 2;
    private const int Sequences = 4_000;
    private const int Pairs = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static IEnumerable<Headline> Measure()
    {
        if (ToyInC.Build() is not { } command)
        {
            Console.Error.WriteLine("The toy in C is left out: it needs make and a C compiler.");
            yield break;
        }

        SubjectAddress address = SubjectAddress.Parse($"exec:{command}", out _)!;
        foreach (ObservationLevel level in (ObservationLevel[])[ObservationLevel.Outcome, ObservationLevel.Touched])
        {
            string name = ObservedNames.Levels.NameOf(level);
            List<double> pipe = [];
            List<double> check = [];
            for (int pair = 0; pair < Pairs; pair++)
            {
                pipe.Add(Pipe(address, level));
                check.Add(Check(address, level));
            }

            yield return new Headline(
                $"check of a C adapter, {name}, median of {Pairs} pairs",
                Median(check),
                "operations/s",
                "the same pipe, nothing generated, read or judged",
                Median(pipe)
            );
            yield return new Headline($"oracle alone, {name}", OracleAlone(level, isFast: true), "operations/CPU s");
            yield return new Headline(
                $"oracle alone, by the reference, {name}",
                OracleAlone(level, isFast: false),
                "operations/CPU s"
            );
        }
    }

    private static double Check(SubjectAddress address, ObservationLevel level)
    {
        using WireSubject subject = WireSubject.Start(address, new WireSettings());
        SubjectUnderTest tested = new(
            subject,
            new SubjectOptions { Level = level },
            () => WireSubject.Start(address, new WireSettings())
        );
        CheckOptions options = new(World.Default, Profile.Strict, 1) { Sequences = Sequences, Length = Length };
        CheckReport report = tested.Generate(options).Run(CancellationToken.None);
        return report.Finding is null
            ? report.Operations / report.Seconds
            : throw new InvalidOperationException($"The toy in C diverges: {report.Finding.Shrunk}");
    }

    // The lines are made before the clock starts, and what comes back is only waited for.
    private static double Pipe(SubjectAddress address, ObservationLevel level)
    {
        List<byte[]> lines = [.. Lines(level)];
        ILineChannel channel =
            SubjectChannel.Open(address, new ChannelSettings(), out StartFailure? failure)
            ?? throw new InvalidOperationException(failure!.Sentence);
        using (channel)
        {
            Stopwatch watch = Stopwatch.StartNew();
            RawPipe.Exchange(channel, lines, Ahead, Deadline);
            return (long)Sequences * Length / watch.Elapsed.TotalSeconds;
        }
    }

    private static IEnumerable<byte[]> Lines(ObservationLevel level)
    {
        using LineWriter writer = new();
        ArrayBufferWriter<byte> buffer = new();
        long id = 0;
        writer.Write(buffer, new Protocol.Request.Hello(++id, ProtocolVersions.Spoken, "benchmark", ""));
        yield return Taken();
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            writer.Write(buffer, new Protocol.Request.Reset(++id, Profile.Strict, World.Default));
            yield return Taken();
            Operation[] operations = [.. Operations(sequence)];
            for (int first = 0; first < Length; first += Batch)
            {
                int count = Math.Min(Batch, Length - first);
                writer.WriteRun(buffer, ++id, level, operations.AsSpan(first, count));
                yield return Taken();
            }
        }

        byte[] Taken()
        {
            byte[] line = buffer.WrittenSpan.ToArray();
            buffer.ResetWrittenCount();
            return line;
        }
    }

    // What the answers cost when they are there already: of the machine in this process, whose own cost is taken off.
    private static double OracleAlone(ObservationLevel level, bool isFast)
    {
        const int sequences = 1_000;
        using MachineSubject subject = new(
            "optimized",
            static (world, profile) => new Optimized.OptimizedMachine(world, profile)
        );
        List<(Operation Operation, Answer Answer)[]> runs = [];
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            Operation[] operations = [.. Operations(sequence)];
            subject.Reset(World.Default, Profile.Strict);
            subject.Send(operations, level);
            runs.Add([.. operations.Zip(subject.Receive())]);
        }

        TimeSpan before = Environment.CpuUsage.TotalTime;
        foreach ((Operation Operation, Answer Answer)[] run in runs)
        {
            FastJudge judge = new(
                World.Default,
                Profile.Strict,
                subject.Capabilities.Events,
                AnswerJudge.DefaultBudget,
                isFast
            );
            foreach ((Operation operation, Answer answer) in run)
            {
                _ = judge.Apply(operation, answer);
            }
        }

        return (long)sequences * Length / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static IEnumerable<Operation> Operations(int sequence) =>
        GeneratedSequence.Of(World.Default, Profile.Strict, (ulong)sequence, Length).Operations.AsEnumerable();

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);
}
