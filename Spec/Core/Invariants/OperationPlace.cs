namespace HmmSpec.Spec;

/// <summary>The process and the pages that an operation names.</summary>
internal static class OperationPlace
{
    /// <summary>Whether an operation names a process and pages of it, and the world has them all.</summary>
    public static bool IsInWorld(State state, Operation operation)
    {
        (int process, PageRange range) = Of(operation);
        return (uint)process < (uint)state.World.Processes
            && range.Start >= 0
            && range.Count > 0
            && (long)range.Start + range.Count <= state.World.Pages;
    }

    /// <summary>The process and the pages that an operation names, of which there may be none.</summary>
    public static (int Process, PageRange Range) Of(Operation operation) =>
        operation switch
        {
            Map map => (map.Process, map.Range),
            Unmap unmap => (unmap.Process, unmap.Range),
            Protect protect => (protect.Process, protect.Range),
            DontNeed dontNeed => (dontNeed.Process, dontNeed.Range),
            Load load => (load.Process, new PageRange(load.Page, 1)),
            Store store => (store.Process, new PageRange(store.Page, 1)),
            SwapOut swapOut => (swapOut.Process, new PageRange(swapOut.Page, 1)),
            Register register => (register.Process, register.Range),
            RangeFault fault => (fault.Process, fault.Range),
            DeviceLoad load => (load.Process, load.Range),
            DeviceStore store => (store.Process, store.Range),
            Snapshot snapshot => (snapshot.Process, snapshot.Range),
            MigrateToDevice migrate => (migrate.Process, migrate.Range),
            MigrateToSystem migrate => (migrate.Process, migrate.Range),
            MakeExclusive exclusive => (exclusive.Process, exclusive.Range),
            DeviceAtomic atomic => (atomic.Process, new PageRange(atomic.Page, 1)),
            Advise advise => (advise.Process, advise.Range),
            Remap remap => (remap.Process, remap.Range),
            MapFile map => (map.Process, map.Range),
            Compact compact => (compact.Process, new PageRange(compact.Page, 1)),
            Pin pin => (pin.Process, new PageRange(pin.Page, 1)),
            Mlock mlock => (mlock.Process, mlock.Range),
            Munlock munlock => (munlock.Process, munlock.Range),
            Fork
            or Exit
            or Attach
            or Unregister
            or Evict
            or Detach
            or Lose
            or FailUpdate
            or WriteBack
            or DropCache
            or Truncate
            or PunchHole
            or Unpin => (-1, default),
        };
}
