using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Operations that might stand in the place of another, for less: an access by the CPU for one by a device, the end of a
/// mapping for a migration. What stands for something always has a lower rank, so that this ends.
/// </summary>
internal static class Substitution
{
    /// <summary>What might do instead, the simplest first.</summary>
    public static IEnumerable<Operation> Of(Operation operation) =>
        operation switch
        {
            DeviceStore store =>
            [
                new Store(store.Process, store.Range.Start, store.Value),
                .. OnRange(store.Process, store.Range, 2),
            ],
            DeviceLoad load => OnRange(load.Process, load.Range, 2),
            Snapshot snapshot => OnRange(snapshot.Process, snapshot.Range, 2),
            RangeFault fault =>
            [
                .. OnRange(fault.Process, fault.Range, 2),
                new DeviceLoad(fault.Process, fault.Device, fault.Range),
                new DeviceStore(fault.Process, fault.Device, fault.Range, 1),
            ],
            MigrateToSystem migrate => OnRange(migrate.Process, migrate.Range, 5),
            MigrateToDevice migrate => OnRange(migrate.Process, migrate.Range, 5),
            Protect protect => OnRange(protect.Process, protect.Range, 4),
            SwapOut swapOut => OnRange(swapOut.Process, new PageRange(swapOut.Page, 1), 4),
            Compact compact => OnRange(compact.Process, new PageRange(compact.Page, 1), 4),
            DontNeed dontNeed => OnRange(dontNeed.Process, dontNeed.Range, 3),
            Unmap unmap => OnRange(unmap.Process, unmap.Range, 2),
            DeviceAtomic atomic =>
            [
                new Store(atomic.Process, atomic.Page, unchecked(atomic.Value + 1)),
                new DeviceLoad(atomic.Process, atomic.Device, new PageRange(atomic.Page, 1)),
                new DeviceStore(atomic.Process, atomic.Device, new PageRange(atomic.Page, 1), atomic.Value),
            ],
            MakeExclusive exclusive =>
            [
                .. OnRange(exclusive.Process, exclusive.Range, 2),
                new DeviceLoad(exclusive.Process, exclusive.Device, exclusive.Range),
                new DeviceStore(exclusive.Process, exclusive.Device, exclusive.Range, 1),
            ],
            Remap remap => OnRange(remap.Process, remap.Range, 5),
            Advise advise => OnRange(advise.Process, advise.Range, 5),
            // What the lock is for may be that pages are in.
            Mlock mlock => OnRange(mlock.Process, mlock.Range, 2),
            Munlock munlock => OnRange(munlock.Process, munlock.Range, 2),
            FailUpdate fail => [new Unregister(fail.Process, fail.Device)],
            // What is lost may do as well with its pages brought back.
            Lose lose => [new Detach(lose.Device)],
            Detach detach => [new Evict(detach.Device, int.MaxValue)],
            Pin pin => OnRange(pin.Process, new PageRange(pin.Page, 1), 2),
            MapFile map => [new Map(map.Process, map.Range, map.Protection)],
            Load
            or Store
            or Map
            or Fork
            or Exit
            or Attach
            or Register
            or Unregister
            or Evict
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Unpin => [],
        };

    private static IEnumerable<Operation> OnRange(int process, PageRange range, int rank)
    {
        Operation[] candidates =
        [
            new Load(process, range.Start),
            new Store(process, range.Start, 1),
            new Unmap(process, range),
            new DontNeed(process, range),
            new Protect(process, range, Protection.Read),
        ];
        return candidates.Take(rank);
    }
}
