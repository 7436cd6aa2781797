using System.Diagnostics;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>Operations a second on one core, and what they allocate.</summary>
internal static class Throughput
{
    private const int Operations = 200_000;
    private const int Rounds = 7;

    public static IEnumerable<Headline> Measure()
    {
        Operation[] mix = OperationMix.Create(Operations);
        double reference = Best(() => RunReference(mix));
        double optimized = Best(() => RunOptimized(mix));
        yield return new Headline("reference", reference, "operations/s");
        yield return new Headline("optimized", optimized, "operations/s", "reference", reference);
        yield return new Headline("check", Best(() => RunCheck(mix)), "operations/s", "reference", reference);
        foreach (Headline allocation in Allocations())
        {
            yield return allocation;
        }

        yield return Growth(mix);
    }

    private static double Best(Func<int> run)
    {
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            int count = run();
            best = Math.Max(best, count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return Math.Round(best);
    }

    private static int RunReference(Operation[] mix)
    {
        State state = ReferenceModel.Init(OperationMix.World, Profile.Strict);
        foreach (Operation operation in mix)
        {
            state = ReferenceModel.Run(state, operation).After;
        }

        GC.KeepAlive(state);
        return mix.Length;
    }

    private static int RunOptimized(Operation[] mix)
    {
        OptimizedMachine machine = new(OperationMix.World, Profile.Strict);
        const int repeats = 10;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            foreach (Operation operation in mix)
            {
                machine.Apply(operation);
            }
        }

        return mix.Length * repeats;
    }

    private static int RunCheck(Operation[] mix)
    {
        OptimizedMachine machine = new(OperationMix.World, Profile.Strict);
        Lockstep lockstep = new(OperationMix.World, Profile.Strict, machine, Thoroughness.Periodic);
        foreach (Operation operation in mix)
        {
            if (lockstep.Apply(operation) is { } divergence)
            {
                throw new InvalidOperationException($"The machines differ: {divergence}");
            }
        }

        return mix.Length;
    }

    private static IEnumerable<Headline> Allocations()
    {
        OptimizedMachine machine = new(OperationMix.World, Profile.Strict);
        PageRange page = new(0, 1);
        Operation[] prepare =
        [
            new Attach(0, 4, DmaKind.Iommu, 4),
            new Register(0, 0, OperationMix.World.AddressSpace),
            new Map(0, new PageRange(0, 8), Protection.ReadWrite),
            new Store(0, 0, 1),
            new DeviceStore(0, 0, page, 2),
        ];
        foreach (Operation operation in prepare)
        {
            machine.Apply(operation);
        }

        yield return Allocated("load", machine, new Load(0, 0));
        yield return Allocated("store", machine, new Store(0, 0, 3));
        yield return Allocated("device load", machine, new DeviceLoad(0, 0, page));
        yield return Allocated("device store", machine, new DeviceStore(0, 0, page, 4));
    }

    private static Headline Allocated(string name, OptimizedMachine machine, Operation operation)
    {
        const int count = 100_000;
        machine.Apply(operation);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < count; index++)
        {
            machine.Apply(operation);
        }

        double bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
        return new Headline($"optimized {name} that hits", Math.Round(bytes, 3), "bytes/operation");
    }

    private static Headline Growth(Operation[] mix)
    {
        OptimizedMachine machine = new(OperationMix.World, Profile.Strict);
        Lockstep lockstep = new(OperationMix.World, Profile.Strict, machine, Thoroughness.Periodic);
        long first = 0;
        const int rounds = 6;
        for (int round = 0; round < rounds; round++)
        {
            foreach (Operation operation in mix)
            {
                lockstep.Apply(operation);
            }

            long live = GC.GetTotalMemory(forceFullCollection: true);
            first = round == 0 ? live : first;
        }

        long last = GC.GetTotalMemory(forceFullCollection: true);
        double growth = Math.Round((last - first) / 1024.0, 1);
        return new Headline(
            $"live memory after {rounds * mix.Length} operations of check, less that after {mix.Length}",
            growth,
            "KiB"
        );
    }
}
