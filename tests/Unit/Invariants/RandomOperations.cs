using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>A simple source of operations: a few that set the stage, then any, mostly of numbers that exist.</summary>
internal sealed class RandomOperations(World world, int seed)
{
    private readonly Random _random = new(seed);

    public IEnumerable<Operation> Stage()
    {
        for (int device = 0; device < world.Devices; device++)
        {
            bool direct = _random.Next(2) == 0;
            yield return new Attach(
                device,
                _random.Next(world.DeviceFrames + 1),
                direct ? DmaKind.Direct : DmaKind.Iommu,
                direct ? 0 : _random.Next(world.IovaSlots + 1)
            );
            yield return new Register(0, device, world.AddressSpace);
        }

        yield return new Map(0, world.AddressSpace, Protection.ReadWrite);
    }

    public IEnumerable<Operation> Many(int count) => Enumerable.Range(0, count).Select(_ => Next());

    public int Below(int count) => _random.Next(count);

    private Operation Next() =>
        _random.Next(50) switch
        {
            < 1 => new Map(Process(), Range(), Rights()),
            < 2 => new Map(Process(), world.AddressSpace, Protection.ReadWrite),
            < 4 => new Unmap(Process(), Range()),
            < 7 => new Protect(Process(), Range(), Rights()),
            < 9 => new DontNeed(Process(), Range()),
            < 11 => new Load(Process(), Page()),
            < 15 => new Store(Process(), Page(), Value()),
            < 18 => new Fork(Process(), Process()),
            < 19 => new Exit(Process()),
            < 22 => new SwapOut(Process(), Page()),
            < 23 => new Register(Process(), Device(), _random.Next(3) == 0 ? Range() : world.AddressSpace),
            < 24 => _random.Next(3) == 0
                ? new Unregister(Process(), Device())
                : new Register(1, Device(), world.AddressSpace),
            < 26 => new RangeFault(Process(), Device(), Range(), Asked(), Asked(), Sequence.Generate(2, _ => Asked())),
            < 28 => new DeviceLoad(Process(), Device(), Range()),
            < 31 => new DeviceStore(Process(), Device(), Range(), Value()),
            < 32 => new Snapshot(Process(), Device(), Range()),
            < 36 => new MigrateToDevice(Process(), Device(), Range()),
            < 38 => new MigrateToSystem(Process(), Device(), Range()),
            < 39 => new Evict(Device(), _random.Next(4) - 1),
            < 41 => new Remap(Process(), Range(), _random.Next(3), (RemapFlags)_random.Next(8), Page()),
            < 44 => new Advise(Process(), Range(), _random.Next(2) == 0 ? Advice.Free : (Advice)_random.Next(7)),
            < 45 => _random.Next(2) == 0 ? new Detach(Device()) : new Lose(Device()),
            < 46 => new FailUpdate(Process(), Device()),
            < 48 => new Mlock(Process(), Range()),
            < 49 => new Munlock(Process(), Range()),
            _ => new Attach(Device(), 1, DmaKind.Iommu, 1),
        };

    // One number in twenty is one too high.
    private int Below(int count, int share) => _random.Next(share) == 0 ? count : _random.Next(count);

    private int Process() => Below(world.Processes, 20);

    private int Device() => Below(world.Devices, 20);

    private int Page() => Below(world.Pages, 20);

    private ulong Value() => (ulong)_random.Next(1, 9);

    private PageRange Range() => new(Page(), _random.Next(world.Pages + 1));

    private Protection Rights() => (Protection)_random.Next(3);

    private Request Asked() => (Request)_random.Next(4);
}
