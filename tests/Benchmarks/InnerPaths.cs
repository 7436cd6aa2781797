using BenchmarkDotNet.Attributes;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Benchmarks;

/// <summary>The paths that every figure is made of, one by one: <c>dotnet run -c Release -- --filter '*'</c>.</summary>
[MemoryDiagnoser]
public class InnerPaths
{
    private static readonly PageRange Page = new(0, 1);

    private readonly OptimizedMachine _machine = new(OperationMix.World, Profile.Strict);
    private State _state = ReferenceModel.Init(OperationMix.World, Profile.Strict);
    private OperationGenerator _generator = new(Weights.Default, 1);

    [GlobalSetup]
    public void Prepare()
    {
        Operation[] operations =
        [
            new Attach(0, 4, DmaKind.Iommu, 4),
            new Register(0, 0, OperationMix.World.AddressSpace),
            new Map(0, new PageRange(0, 8), Protection.ReadWrite),
            new Store(0, 0, 1),
            new DeviceStore(0, 0, Page, 2),
        ];
        foreach (Operation operation in operations)
        {
            _machine.Apply(operation);
            _state = ReferenceModel.Run(_state, operation).After;
        }

        _generator = new OperationGenerator(Weights.Default, 1);
    }

    [Benchmark]
    public Outcome OptimizedLoadHit() => _machine.Load(0, 0);

    [Benchmark]
    public Outcome OptimizedStoreHit() => _machine.Store(0, 0, 3);

    [Benchmark]
    public Outcome OptimizedDeviceLoadHit() => _machine.DeviceLoad(0, 0, 0);

    [Benchmark]
    public Outcome OptimizedDeviceStoreHit() => _machine.DeviceStore(0, 0, 0, 4);

    [Benchmark]
    public State OptimizedObserve() => _machine.Observe();

    [Benchmark]
    public State ReferenceLoadHit() => ReferenceModel.Run(_state, new Load(0, 0)).After;

    [Benchmark]
    public State ReferenceStoreHit() => ReferenceModel.Run(_state, new Store(0, 0, 5)).After;

    [Benchmark]
    public State ReferenceMigrateToDevice() => ReferenceModel.Run(_state, new MigrateToDevice(0, 0, Page)).After;

    [Benchmark]
    public Operation Generate() => _generator.Next(_state);

    [Benchmark]
    public PageView View() => PageView.Of(_state, 0, 0);

    [Benchmark]
    public State CanonicalForm() => Canonical.Of(_state);

    [Benchmark]
    public Violation? AllInvariants() => Invariants.FirstViolation(_state, quiescent: true);
}
