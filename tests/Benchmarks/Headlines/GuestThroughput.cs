using System.Diagnostics;
using HmmSpec.Conformance;
using HmmSpec.Linux;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>
/// How fast the Linux kernel is judged, with the mended driver. Beside it stand the same lines sent to as many guests, whose
/// answers nobody reads. hmmspec linux build comes first.
/// </summary>
internal static class GuestThroughput
{
    private const int Sequences = 300;
    private const int Starts = 5;
    private const int Resets = 200;

    // How many lines go ahead of the answer to the first of them, as in a check.
    private const int Ahead = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly WireSettings Settings = new() { Deadline = Deadline, Starting = Deadline };
    private static readonly int Guests = Environment.ProcessorCount;

    public static IEnumerable<Headline> Measure()
    {
        Guest guest = new GuestBuild(Cache.OfUser, new SilentBuild(), KernelConfiguration.Lean).Find(
            DriverVariant.Fixed
        );
        SubjectAddress address = Qemu.Address(guest);
        yield return new Headline(
            $"restore of a saved guest to its first answer, median of {Starts}",
            Start(address),
            "s",
            "boot to its first answer",
            Start(Qemu.Address(guest with { State = null }))
        );
        yield return new Headline(
            "resets, each with a device opened, memory mapped and a store",
            PerSecond(address),
            "resets/s"
        );
        List<MemoryStream> records = [.. Enumerable.Range(0, Guests).Select(static _ => new MemoryStream())];
        (double check, long operations) = Check(address, records);
        yield return new Headline(
            $"check of the kernel, {Guests} guests",
            check,
            "operations/s",
            "the same lines, nothing generated, read or judged",
            operations / Pipes(address, records)
        );
    }

    private static double Start(SubjectAddress address)
    {
        List<double> seconds = [];
        for (int start = 0; start < Starts; start++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            using WireSubject subject = WireSubject.Start(address, Settings);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        return Math.Round(seconds.Order().ElementAt(Starts / 2), 3);
    }

    private static double PerSecond(SubjectAddress address)
    {
        using WireSubject subject = WireSubject.Start(address, Settings);
        World world = CapableWorld.Of(World.Default, subject.Capabilities);
        Operation[] operations =
        [
            new Attach(0, world.DeviceFrames, DmaKind.Direct, 0),
            new Register(0, 0, world.AddressSpace),
            new Map(0, world.AddressSpace, Protection.ReadWrite),
            new Store(0, 0, 1),
        ];
        Stopwatch watch = Stopwatch.StartNew();
        for (int reset = 0; reset < Resets; reset++)
        {
            subject.Reset(world, Profile.Linux61);
            subject.Send(operations, ObservationLevel.Outcome);
            if (subject.Receive().FirstOrDefault(static answer => answer.Outcome.Status != Status.Ok) is { } answer)
            {
                throw new InvalidOperationException($"The guest refuses an operation: {answer}.");
            }
        }

        return Math.Round(Resets / watch.Elapsed.TotalSeconds, 1);
    }

    private static (double PerSecond, long Operations) Check(SubjectAddress address, List<MemoryStream> records)
    {
        int started = 0;
        WireSubject Another() =>
            WireSubject.Start(address, Settings with { Record = records[Interlocked.Increment(ref started) - 1] });
        using WireSubject subject = Another();
        SubjectUnderTest tested = new(subject, new SubjectOptions { Level = ObservationLevel.Touched }, Another);
        CheckOptions options = new(World.Default, Profile.Linux61, 1) { Sequences = Sequences, Workers = Guests };
        CheckReport report = tested.Generate(options).Run(CancellationToken.None);
        return report.Finding is null
            ? (Math.Round(report.Operations / report.Seconds), report.Operations)
            : throw new InvalidOperationException($"The kernel diverges: {report.Finding.Shrunk}");
    }

    // How long as many guests take for the requests of the records.
    private static double Pipes(SubjectAddress address, List<MemoryStream> records)
    {
        List<(ILineChannel Channel, List<byte[]> Lines)> pipes =
        [
            .. records.Select(record => (Open(address), Requests(record).ToList())),
        ];
        foreach ((ILineChannel channel, List<byte[]> lines) in pipes)
        {
            // The hello: until then the guest is on its way.
            RawPipe.Exchange(channel, [lines[0]], Ahead, Deadline);
        }

        Stopwatch watch = Stopwatch.StartNew();
        Parallel.ForEach(
            pipes,
            static pipe => RawPipe.Exchange(pipe.Channel, [.. pipe.Lines.Skip(1)], Ahead, Deadline)
        );
        double seconds = watch.Elapsed.TotalSeconds;
        pipes.ForEach(static pipe => pipe.Channel.Dispose());
        return seconds;
    }

    // A record has requests and replies; those of a check are a hello, which comes first, resets and runs.
    private static IEnumerable<byte[]> Requests(MemoryStream record)
    {
        byte[] all = record.ToArray();
        for (int begin = 0, end; begin < all.Length; begin = end)
        {
            end = begin + all.AsSpan(begin).IndexOf((byte)'\n') + 1;
            ReadOnlySpan<byte> line = all.AsSpan(begin, end - begin);
            if (begin == 0 || line.StartsWith("{\"type\":\"reset\""u8) || line.StartsWith("{\"type\":\"run\""u8))
            {
                yield return line.ToArray();
            }
        }
    }

    private static ILineChannel Open(SubjectAddress address) =>
        SubjectChannel.Open(address, Settings.Channel, out StartFailure? failure)
        ?? throw new InvalidOperationException(failure!.Sentence);
}
