using CsCheck;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>The peer: CsCheck generates, runs and shrinks, as its users would write it.</summary>
internal static class CsCheckHunt
{
    private const long MostOperations = 400_000;
    private const long Iterations = 100_000;

    private static readonly World World = World.Default;
    private static readonly Gen<Operation> Operation = Generate();

    public static Hunt Run(MachineFactory factory, ulong seed)
    {
        long operations = 0;
        long found = 0;
        int length = int.MaxValue;
        bool Holds(Operation[] sequence)
        {
            if (found == 0 && operations >= MostOperations)
            {
                return true;
            }

            Finding? finding = Replay.Run(World, Profile.Strict, sequence, factory, Thoroughness.Periodic);
            operations += finding?.Operations.Count ?? sequence.Length;
            if (finding is not null)
            {
                found = found == 0 ? operations : found;
                length = Math.Min(length, sequence.Length);
            }

            return finding is null;
        }

        try
        {
            string start = new PCG((uint)seed).ToString();
            Operation.Array[1, 200].Sample(Holds, seed: start, iter: Iterations, threads: 1);
        }
        catch (CsCheckException)
        {
            // It was found; what it took was counted above.
        }

        return new Hunt(found == 0 ? MostOperations : found, length);
    }

    private static Gen<Operation> Generate()
    {
        Gen<int> process = Gen.Int[0, World.Processes - 1];
        Gen<int> device = Gen.Int[0, World.Devices - 1];
        Gen<int> page = Gen.Int[0, World.Pages - 1];
        Gen<ulong> value = Gen.ULong[1, 1000];
        Gen<Protection> protection = Gen.Enum<Protection>();
        Gen<PageRange> range = Gen.Select(
            page,
            Gen.Int[1, 4],
            (start, count) => new PageRange(start, Math.Min(count, World.Pages - start))
        );
        Gen<(int, int, PageRange)> mirrored = Gen.Select(process, device, range);
        Gen<DmaKind> dma = Gen.Enum<DmaKind>();
        (OperationKind Kind, IGen<Operation> Gen)[] kinds =
        [
            (OperationKind.Load, Gen.Select(process, page, Operation (p, g) => new Load(p, g))),
            (OperationKind.Store, Gen.Select(process, page, value, Operation (p, g, v) => new Store(p, g, v))),
            (OperationKind.DeviceLoad, mirrored.Select(Operation (m) => new DeviceLoad(m.Item1, m.Item2, m.Item3))),
            (
                OperationKind.DeviceStore,
                Gen.Select(mirrored, value, Operation (m, v) => new DeviceStore(m.Item1, m.Item2, m.Item3, v))
            ),
            (
                OperationKind.RangeFault,
                mirrored.Select(
                    Operation (m) => new RangeFault(m.Item1, m.Item2, m.Item3, Request.Fault, Request.None, [])
                )
            ),
            (OperationKind.Snapshot, mirrored.Select(Operation (m) => new Snapshot(m.Item1, m.Item2, m.Item3))),
            (
                OperationKind.MigrateToDevice,
                mirrored.Select(Operation (m) => new MigrateToDevice(m.Item1, m.Item2, m.Item3))
            ),
            (
                OperationKind.MigrateToSystem,
                mirrored.Select(Operation (m) => new MigrateToSystem(m.Item1, m.Item2, m.Item3))
            ),
            (OperationKind.Evict, Gen.Select(device, Gen.Int[1, 3], Operation (d, c) => new Evict(d, c))),
            (OperationKind.SwapOut, Gen.Select(process, page, Operation (p, g) => new SwapOut(p, g))),
            (OperationKind.Map, Gen.Select(process, range, protection, Operation (p, r, x) => new Map(p, r, x))),
            (OperationKind.Unmap, Gen.Select(process, range, Operation (p, r) => new Unmap(p, r))),
            (
                OperationKind.Protect,
                Gen.Select(process, range, protection, Operation (p, r, x) => new Protect(p, r, x))
            ),
            (OperationKind.DontNeed, Gen.Select(process, range, Operation (p, r) => new DontNeed(p, r))),
            (OperationKind.Fork, Gen.Select(process, process, Operation (p, c) => new Fork(p, c))),
            (OperationKind.Exit, process.Select(Operation (p) => new Exit(p))),
            (
                OperationKind.Attach,
                Gen.Select(
                    device,
                    Gen.Int[0, World.DeviceFrames],
                    dma,
                    Gen.Int[0, World.IovaSlots],
                    Operation (d, c, k, i) => new Attach(d, c, k, i)
                )
            ),
            (
                OperationKind.Register,
                mirrored.Select(Operation (m) => new Register(m.Item1, m.Item2, World.AddressSpace))
            ),
            (OperationKind.Unregister, Gen.Select(process, device, Operation (p, d) => new Unregister(p, d))),
        ];
        return Gen.Frequency([.. kinds.Select(kind => (Weights.Default[kind.Kind], kind.Gen))]);
    }
}
